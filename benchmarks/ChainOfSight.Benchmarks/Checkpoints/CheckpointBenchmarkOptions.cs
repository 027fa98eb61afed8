using System.Globalization;
using ChainOfSight.Storage;

namespace ChainOfSight.Benchmarks.Checkpoints;

/// <summary>What the benchmark of saving measures.</summary>
/// <param name="Megabytes">Size of the trained state: weights and two moments.</param>
/// <param name="Store">Where checkpoints go; null for a folder that is removed after.</param>
/// <param name="Window">Time between two saves, of which the processor's share is taken.</param>
/// <param name="Saves">How many; the first is the one that finds no memory ready.</param>
internal sealed record CheckpointBenchmarkOptions(int Megabytes = 1024, string? Store = null, TimeSpan? Window = null, int Saves = 3)
{
    public static CheckpointBenchmarkOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new CheckpointBenchmarkOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : throw new UserErrorException($"{arguments[i]} lacks its value.");
            options = arguments[i] switch
            {
                "--megabytes" => options with { Megabytes = Number(value) },
                "--store" => options with { Store = value },
                "--window-seconds" => options with { Window = TimeSpan.FromSeconds(Number(value)) },
                "--saves" => options with { Saves = Number(value) },
                _ => throw new UserErrorException($"'{arguments[i]}' is not known. Legal are --megabytes, --store, --window-seconds, --saves."),
            };
        }

        return options;
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
        ? number
        : throw new UserErrorException($"'{text}' is no number above zero.");
}
