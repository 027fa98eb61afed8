using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChainOfSight.Clustering;

/// <summary>A grain's state as it is stored.</summary>
/// <typeparam name="T">Type of the state.</typeparam>
/// <param name="Write">Id of the write that made this version.</param>
/// <param name="Grain">The grain, for people: the blob's name may be cut.</param>
/// <param name="State">The value.</param>
internal sealed record GrainStateRecord<T>(string Write, string Grain, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] T? State);
