using System.Text.Json.Serialization;

namespace ChainOfSight.Training.Recipes;

/// <summary>How the gradients of a step's slots are added up.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReductionMode>))]
public enum ReductionMode
{
    /// <summary>Along a tree that depends on the slots only: the same bits for every number of replicas and whatever happens to them.</summary>
    [JsonStringEnumMemberName("exact")]
    Exact,

    /// <summary>Locally, then between replicas while backward still computes: bits depend on the number of replicas; all replicas of a run stay equal.</summary>
    [JsonStringEnumMemberName("fast")]
    Fast,
}
