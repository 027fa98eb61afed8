using System.Globalization;

namespace ChainOfSight.Benchmarks.Suites;

/// <summary>Lengths of texts as arXiv 2407.15819 states them: 23 tokens on average, mostly under 50.</summary>
internal static class TextLengths
{
    private const int Batches = 4;
    private const double Middle = 20;
    private const double Deviation = 0.5;

    /// <summary>Four batches, the same at every call.</summary>
    public static IReadOnlyList<int[]> Variants(int batch)
    {
        var random = new Random(23);
        return [.. Enumerable.Range(0, Batches).Select(_ => Enumerable.Range(0, batch).Select(_ => Draw(random)).ToArray())];
    }

    /// <summary>What they are like, for the page.</summary>
    public static string Describe(int batch)
    {
        int[] lengths = [.. Variants(batch).SelectMany(variant => variant).Order()];
        return string.Create(CultureInfo.InvariantCulture,
            $"Texts of {lengths[0]} to {lengths[^1]} tokens, mean {lengths.Average():0.0}, median {lengths[lengths.Length / 2]}, nine tenths below {lengths[lengths.Length * 9 / 10]} (batch of {batch}, four batches in turn)");
    }

    // Log-normal, by Box and Muller.
    private static int Draw(Random random)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return Math.Clamp((int)Math.Round(Middle * Math.Exp(Deviation * normal)), 4, 80);
    }
}
