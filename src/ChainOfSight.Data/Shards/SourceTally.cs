using System.Text.RegularExpressions;
using ChainOfSight.Data.Samples;
using ChainOfSight.Storage;

namespace ChainOfSight.Data.Shards;

/// <summary>Judges the samples of a source while it is written, and counts them for its manifest.</summary>
internal sealed partial class SourceTally
{
    private readonly string name;
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly SortedSet<string> labels = new(StringComparer.Ordinal);
    private readonly SortedDictionary<SampleTask, long> turns = [];
    private long captions;
    private long images;

    public SourceTally(string name)
    {
        this.name = Name().IsMatch(name)
            ? name
            : throw new UserErrorException($"'{name}' can't name a source; legal are 1 to 100 letters, digits, '-' and '_'.");
    }

    public List<ShardInfo> Shards { get; } = [];

    /// <exception cref="SampleRefusedException">The sample may not enter.</exception>
    public void Admit(SampleRecord record, byte[]? image, string extension)
    {
        if ((SampleRule.Broken(record) ?? Broken(record, image, extension)) is { } rule)
        {
            throw new SampleRefusedException(record.Id, rule);
        }

        images += image is null ? 0 : 1;
        captions += record.Caption is null ? 0 : 1;
        labels.UnionWith(record.Labels);
        foreach (var turn in record.Turns)
        {
            turns[turn.Task] = turns.GetValueOrDefault(turn.Task) + 1;
        }
    }

    public SourceManifest ToManifest() => Shards.Count == 0
        ? throw new UserErrorException($"The source '{name}' has no samples; a source has at least one. Check the folder that it is made from.")
        : new SourceManifest
        {
            Name = name,
            Samples = ids.Count,
            Images = images,
            Captions = captions,
            Turns = turns,
            Labels = [.. labels],
            Shards = Shards,
        };

    private string? Broken(SampleRecord record, byte[]? image, string extension)
    {
        if (!ids.Add(record.Id))
        {
            return "another sample has the same id";
        }

        return image switch
        {
            null => null,
            { Length: 0 or > ShardLimits.ImageBytes } => $"its image has {image.Length} bytes; legal are 1 to {ShardLimits.ImageBytes}",
            _ when !ShardEntryRule.Extension().IsMatch(extension) || extension == "json" => $"its extension '{extension}' is not one of an image; legal are 1 to 8 lower-case letters and digits",
            _ => null,
        };
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,100}\z")]
    private static partial Regex Name();
}
