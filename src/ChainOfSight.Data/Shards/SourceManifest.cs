using System.Text.Json.Serialization;
using ChainOfSight.Data.Samples;

namespace ChainOfSight.Data.Shards;

/// <summary>
/// <c>source.json</c>: what a source holds. Written last, so a source without it does not exist.
/// </summary>
public sealed record SourceManifest
{
    /// <summary>File name within the source's folder.</summary>
    public const string FileName = "source.json";

    /// <summary>Format that this program writes and reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Format of the source; always <see cref="CurrentVersion"/>.</summary>
    [JsonPropertyOrder(-2)]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Name of the source, part of the key of its order.</summary>
    [JsonPropertyOrder(-1)]
    public required string Name { get; init; }

    /// <summary>Samples of all shards.</summary>
    public required long Samples { get; init; }

    /// <summary>Samples that have an image.</summary>
    public required long Images { get; init; }

    /// <summary>Samples that have a caption or plain text.</summary>
    public required long Captions { get; init; }

    /// <summary>Turns of each task.</summary>
    public required IReadOnlyDictionary<SampleTask, long> Turns { get; init; }

    /// <summary>All class names that occur, in ordinal order.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The shards in the order in which the samples were written.</summary>
    public required IReadOnlyList<ShardInfo> Shards { get; init; }
}
