using System.ComponentModel;

namespace ChainOfSight.Training.Recipes.Sources;

/// <summary>A folder of images with captions (<c>name.txt</c> or a JSON-lines file), imported into shards at first use.</summary>
public sealed record FolderSource : DataSource
{
    /// <summary>The folder, relative to the current directory or absolute.</summary>
    [Description("The folder.")]
    public required string Path { get; init; }
}
