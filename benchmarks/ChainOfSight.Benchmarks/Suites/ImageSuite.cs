using System.Text.Json.Nodes;
using ChainOfSight.Benchmarks.Reporting;
using ChainOfSight.Benchmarks.Rivals;
using ChainOfSight.Data.Images;
using ChainOfSight.Data.Images.Encoding;
using ChainOfSight.Storage;

namespace ChainOfSight.Benchmarks.Suites;

/// <summary>Resizing and decoding against Pillow.</summary>
internal static class ImageSuite
{
    private const int Side = 336;
    private const int Count = 8;

    public static IReadOnlyList<BenchmarkRow> Run(BenchmarkOptions options, Action<BenchmarkRow> told)
    {
        var rows = new List<BenchmarkRow>();
        var picture = Picture(800, 600);
        foreach (var (name, work, suffix, limit) in new[]
        {
            ("bicubic resize", "resize", "png", 1.0 / 3), ("JPEG: decode, resize, normalise", "decode", "jpg", 1.0 / 2), ("PNG: decode, resize, normalise", "decode", "png", 1.0 / 1.3),
        })
        {
            if (!options.Wants(name))
            {
                continue;
            }

            var file = Path.Combine(Path.GetTempPath(), $"cos-picture-{Environment.ProcessId}.{suffix}");
            File.WriteAllBytes(file, suffix == "jpg" ? JpegEncoder.Encode(picture) : PngEncoder.Encode(picture, System.IO.Compression.CompressionLevel.Optimal));
            try
            {
                var outcome = Duel.Run(name, new JsonObject { ["image"] = file, ["side"] = Side, ["count"] = Count }, work, [("Pillow", work)], Same(name), Math.Max(15, options.Rounds));
                var row = new BenchmarkRow
                {
                    Name = name,
                    Unit = "ms",
                    Ours = PerPicture(outcome.Sides[0].Seconds),
                    Peer = "Pillow",
                    Theirs = PerPicture(outcome.Sides[1].Seconds),
                    Ratio = outcome.Sides[1].Ratio,
                    Promise = $"≤ {limit:0.00}",
                    Holds = outcome.Sides[1].Ratio.Median <= limit,
                };
                rows.Add(row);
                told(row);
            }
            finally
            {
                File.Delete(file);
            }
        }

        return rows;
    }

    private static Action<JsonObject, JsonObject> Same(string name) => (ours, theirs) =>
    {
        if ((string?)ours["sha256"] != (string?)theirs["sha256"] || Math.Abs((double?)ours["mean"] - (double?)theirs["mean"] ?? 0) > 1e-3)
        {
            throw new UserErrorException($"{name}: both sides give other pixels from the same file, so nothing is timed.");
        }
    };

    // Smooth noise at three scales and a few hard edges: neither flat, which decoders love, nor white noise, which nobody photographs.
    private static PixelImage Picture(int width, int height)
    {
        var random = new Random(1);
        var waves = Enumerable.Range(0, 24).Select(i => (X: (random.NextDouble() - 0.5) * (1 << (i / 8 * 2)) / 40, Y: (random.NextDouble() - 0.5) * (1 << (i / 8 * 2)) / 40, Phase: random.NextDouble() * 6.28, Channel: i % 3)).ToArray();
        var rgb = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var channel = 0; channel < 3; channel++)
                {
                    var value = 128.0 + (((x / 160) + (y / 150)) % 2 * 30) + random.Next(-6, 7);
                    foreach (var wave in waves)
                    {
                        value += wave.Channel == channel ? 12 * Math.Sin((wave.X * x) + (wave.Y * y) + wave.Phase) : 0;
                    }

                    rgb[(((y * width) + x) * 3) + channel] = (byte)Math.Clamp(value, 0, 255);
                }
            }
        }

        return new PixelImage(width, height, rgb);
    }

    private static Spread PerPicture(Spread seconds) => new(seconds.Low * 1e3 / Count, seconds.Median * 1e3 / Count, seconds.High * 1e3 / Count);
}
