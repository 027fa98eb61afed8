using System.Text.Json.Nodes;
using ChainOfSight.Benchmarks.Reporting;
using ChainOfSight.Benchmarks.Rivals;

namespace ChainOfSight.Benchmarks.Suites;

/// <summary>Our step at few tokens by our step at many: what the method saves.</summary>
internal static class ScalingSuite
{
    private static readonly (int Width, int Layers, int Tower, int Blocks, double? Limit)[] Sizes = [(512, 8, 128, 4, 0.25), (256, 6, 128, 4, null), (512, 8, 256, 8, null)];

    public static IReadOnlyList<BenchmarkRow> Run(BenchmarkOptions options, Action<BenchmarkRow> told)
    {
        var rows = new List<BenchmarkRow>();
        foreach (var size in Sizes)
        {
            foreach (var layout in new[] { "cos-32", "cos-80" })
            {
                var (few, many) = (Case(layout), Case("resampler-336"));
                if (!options.Wants(few.Name))
                {
                    continue;
                }

                var row = Compare(few, many, layout == "cos-32" ? size.Limit : null, options);
                rows.Add(row);
                told(row);
            }

            StepCase Case(string layout) => new(layout, size.Width, size.Layers, size.Tower, size.Blocks, 16, "bf16");
        }

        return rows;
    }

    private static BenchmarkRow Compare(StepCase few, StepCase many, double? limit, BenchmarkOptions options)
    {
        var files = (Path.GetTempFileName(), Path.GetTempFileName());
        using Rival a = Rival.Ours(), b = Rival.Ours();
        try
        {
            a.Prepare("step", few.Request(files.Item1, options.Threads));
            b.Prepare("step", many.Request(files.Item2, options.Threads));
            a.Run(3);
            b.Run(3);
            var times = Duel.InTurn(2, options.Rounds, side => Spread.Of((side == 0 ? a : b).Run(3)).Median);
            var (short_, long_) = (times[0], times[1]);
            var ratio = Spread.Of(short_.Zip(long_, (x, y) => x / y));
            return new BenchmarkRow
            {
                Name = few.Name,
                Unit = "ms",
                Ours = Spread.Of(short_.Select(second => second * 1e3)),
                Peer = "our resampler-336",
                Theirs = Spread.Of(long_.Select(second => second * 1e3)),
                Ratio = ratio,
                Promise = limit is null ? null : $"≤ {limit}",
                Holds = limit is null ? null : ratio.Median <= limit,
            };
        }
        finally
        {
            File.Delete(files.Item1);
            File.Delete(files.Item2);
        }
    }
}
