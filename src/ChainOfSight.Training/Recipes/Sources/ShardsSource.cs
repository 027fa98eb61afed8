using System.ComponentModel;

namespace ChainOfSight.Training.Recipes.Sources;

/// <summary>A folder of shards that <c>cos data</c> wrote, on this machine or in a remote store.</summary>
public sealed record ShardsSource : DataSource
{
    /// <summary>
    /// The folder of shards: a path, <c>azure://CONTAINER[/PREFIX]/FOLDER</c> with the account's connection string in the environment of every silo, or the
    /// folder's <c>https</c> URL, read with the silos' Azure identity. A SAS has no place here: recipes are kept with their runs.
    /// </summary>
    [Description("The folder of shards: a path, azure://CONTAINER[/PREFIX]/FOLDER, or an https URL without a SAS.")]
    public required string Path { get; init; }
}
