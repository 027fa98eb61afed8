using System.Text.Json;
using System.Text.RegularExpressions;
using ChainOfSight.Storage;

namespace ChainOfSight.Data.Shards;

/// <summary>Reads <c>source.json</c> and checks every number in it.</summary>
internal static partial class SourceManifestReader
{
    /// <exception cref="ShardFormatException">It is no manifest; says where and why.</exception>
    public static SourceManifest Parse(ReadOnlySpan<byte> json, string where)
    {
        SourceManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(json, SampleJson.Default.SourceManifest) ?? throw new ShardFormatException(where, "it is empty.");
        }
        catch (JsonException e)
        {
            throw new ShardFormatException(where, $"it is not the JSON of a source: {e.Message}");
        }

        return BrokenRule(manifest) is { } rule ? throw new ShardFormatException(where, rule) : manifest;
    }

    private static string? BrokenRule(SourceManifest manifest)
    {
        if (manifest.Version != SourceManifest.CurrentVersion)
        {
            return $"version is {manifest.Version}; this program reads version {SourceManifest.CurrentVersion}.";
        }

        if (manifest.Shards.Count == 0 || manifest.Samples <= 0)
        {
            return "it lists no samples; a source has at least one.";
        }

        if (manifest.Shards.Any(shard => shard is null) || manifest.Labels.Any(label => label is null))
        {
            return "a shard or label is null.";
        }

        var total = manifest.Shards.Sum(shard => (long)shard.Samples);
        return total != manifest.Samples
            ? $"samples is {manifest.Samples}, its shards hold {total}."
            : manifest.Shards.Select(BrokenRule).FirstOrDefault(rule => rule is not null) ?? Repeated(manifest.Shards);
    }

    private static string? BrokenRule(ShardInfo shard)
    {
        if (!ShardName().IsMatch(shard.Name))
        {
            return $"'{shard.Name}' can't name a shard; legal are letters, digits, '-' and '_', ending in '.tar'.";
        }

        if (shard.Samples is < 0 or > ShardLimits.SamplesPerShard || shard.Bytes < 0)
        {
            return $"shard '{shard.Name}' claims {shard.Samples} samples and {shard.Bytes} bytes; legal are 0 to {ShardLimits.SamplesPerShard} samples.";
        }

        return Hash().IsMatch(shard.Sha256) && Hash().IsMatch(shard.IndexSha256)
            ? null
            : $"shard '{shard.Name}' has a hash that is not 64 lower-case hexadecimal digits.";
    }

    private static string? Repeated(IReadOnlyList<ShardInfo> shards)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return shards.FirstOrDefault(shard => !seen.Add(shard.Name)) is { } twice ? $"shard '{twice.Name}' is listed twice." : null;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,120}\.tar\z")]
    private static partial Regex ShardName();

    [GeneratedRegex(@"^[0-9a-f]{64}\z")]
    private static partial Regex Hash();
}
