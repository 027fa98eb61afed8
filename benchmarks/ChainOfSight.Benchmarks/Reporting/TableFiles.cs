using System.Text.Json;
using ChainOfSight.Storage;

namespace ChainOfSight.Benchmarks.Reporting;

/// <summary>Figures as JSON files, and the page made of them.</summary>
internal static class TableFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    // In the order of the page.
    private static readonly string[] Commands = ["steps", "finetune", "scaling", "profile", "generation", "operators", "images", "tokenizers", "wait", "startup", "flat"];

    /// <summary>Writes the figures of a command.</summary>
    public static void Write(string folder, BenchmarkTable table)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, table.Command.Split(' ')[0] + ".json"), JsonSerializer.Serialize(table, Json));
    }

    /// <summary>Makes the page of all figures at hand.</summary>
    /// <exception cref="UserErrorException">There are none.</exception>
    public static void WritePage(string folder, string page)
    {
        BenchmarkTable[] tables = [.. Commands.Select(command => Path.Combine(folder, command + ".json")).Where(File.Exists)
            .Select(file => JsonSerializer.Deserialize<BenchmarkTable>(File.ReadAllText(file), Json)!)];
        if (tables.Length == 0)
        {
            throw new UserErrorException($"{folder} holds no figures yet. Measure some first, for example: ./cos bench steps");
        }

        File.WriteAllText(page,
            """
            # Speed and memory

            Made by `./cos bench page` from the figures of the commands below; each runs ours and the peers in turn, round by round, and states medians over the rounds, and of the ratio its median with the middle four fifths. A
            ratio below 1: ours takes less. Peers are PyTorch and Pillow as Debian packages them, written as a good user would (`benchmarks/peers`), in processes of their own with the same libtorch, BLAS, allocator, environment and threads.
            Before anything is timed both sides compute one loss (or the same bytes, or the same tokens in f32) from the same weights and inputs.


            """ + string.Join("\n", tables.Select(TableText.Markdown)));
    }
}
