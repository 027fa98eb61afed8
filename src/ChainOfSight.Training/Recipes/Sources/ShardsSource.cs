using System.ComponentModel;

namespace ChainOfSight.Training.Recipes.Sources;

/// <summary>A folder of shards that <c>cos data</c> wrote.</summary>
public sealed record ShardsSource : DataSource
{
    /// <summary>The folder of shards.</summary>
    [Description("The folder of shards.")]
    public required string Path { get; init; }
}
