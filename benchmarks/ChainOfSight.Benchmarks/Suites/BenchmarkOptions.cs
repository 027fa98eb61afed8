using System.Globalization;
using ChainOfSight.Storage;

namespace ChainOfSight.Benchmarks.Suites;

/// <summary>Options that all commands with peers share.</summary>
/// <param name="Rounds">Rounds that count; odd, so that one is the middle.</param>
/// <param name="Filter">Only comparisons whose name contains this.</param>
/// <param name="Threads">Threads of either side.</param>
/// <param name="Folder">Where figures go.</param>
internal sealed record BenchmarkOptions(int Rounds, string? Filter, int Threads, string Folder)
{
    public static BenchmarkOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new BenchmarkOptions(9, null, Math.Min(2, Environment.ProcessorCount), Path.Combine("artifacts", "bench"));
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : throw new UserErrorException($"{arguments[i]} lacks its value.");
            options = arguments[i] switch
            {
                "--rounds" => options with { Rounds = Number(value) },
                "--filter" => options with { Filter = value },
                "--threads" => options with { Threads = Number(value) },
                "--folder" => options with { Folder = value },
                _ => throw new UserErrorException($"'{arguments[i]}' is not known. Legal are --rounds N, --filter TEXT, --threads N, --folder FOLDER."),
            };
        }

        return options;
    }

    /// <summary>Whether a comparison is wanted.</summary>
    public bool Wants(string name) => Filter is null || name.Contains(Filter, StringComparison.OrdinalIgnoreCase);

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
        ? number
        : throw new UserErrorException($"'{text}' is no number above zero.");
}
