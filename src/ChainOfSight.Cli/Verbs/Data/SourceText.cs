using ChainOfSight.Cli.Commands;
using ChainOfSight.Data.Importing;
using ChainOfSight.Data.Shards;

namespace ChainOfSight.Cli.Verbs.Data;

/// <summary>Tells what a source holds.</summary>
internal static class SourceText
{
    /// <summary>Says what was written and how a recipe names it.</summary>
    public static void PrintWritten(SourceManifest manifest, string folder, IReadOnlyList<ImportFault> skipped, bool asJson)
    {
        if (asJson)
        {
            JsonText.Print(new { folder, manifest.Name, manifest.Samples, manifest.Images, manifest.Captions, manifest.Turns, shards = manifest.Shards.Count, skipped });
            return;
        }

        Console.WriteLine($"wrote {Describe(manifest)} to {folder}{(skipped.Count > 0 ? $"; {skipped.Count} files were left out" : "")}");
        Console.WriteLine($"In a recipe: \"sources\": {{ \"{manifest.Name}\": {{ \"kind\": \"shards\", \"path\": \"{folder}\", \"validation\": 0.05 }} }}");
    }

    /// <summary>A source in one line.</summary>
    public static string Describe(SourceManifest manifest)
    {
        var turns = manifest.Turns.Where(task => task.Value > 0).Select(task => $"{task.Value:N0} {task.Key.ToString().ToLowerInvariant()} turns");
        return $"{manifest.Samples:N0} sample{(manifest.Samples == 1 ? "" : "s")} ({string.Join(", ", turns.Prepend($"{manifest.Captions:N0} captions").Prepend($"{manifest.Images:N0} images"))}) in "
            + $"{manifest.Shards.Count:N0} shard{(manifest.Shards.Count == 1 ? "" : "s")} of {NumberText.Bytes(manifest.Shards.Sum(shard => (double)shard.Bytes))}";
    }
}
