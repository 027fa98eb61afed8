using System.Text.Json.Nodes;

namespace ChainOfSight.Benchmarks.Rivals;

/// <summary>What a comparison gave.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Facts">What our side told of itself.</param>
/// <param name="Sides">All sides, ours first.</param>
internal sealed record Outcome(string Name, JsonObject Facts, IReadOnlyList<SideOutcome> Sides);
