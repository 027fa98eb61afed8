using System.Text.Json.Nodes;
using ChainOfSight.Benchmarks.Reporting;
using ChainOfSight.Benchmarks.Rivals;

namespace ChainOfSight.Benchmarks.Suites;

/// <summary>What a call of one small operator costs.</summary>
internal static class OperatorSuite
{
    private const int Calls = 10_000;

    public static IReadOnlyList<BenchmarkRow> Run(BenchmarkOptions options, Action<BenchmarkRow> told)
    {
        var rows = new List<BenchmarkRow>();
        foreach (var name in new[] { "add", "matmul", "view" }.Where(options.Wants))
        {
            var outcome = Duel.Run(name, new JsonObject { ["threads"] = options.Threads, ["operator"] = name, ["calls"] = Calls }, "operator", [("PyTorch", "operator")], (_, _) => { }, Math.Max(15, options.Rounds));
            var row = new BenchmarkRow
            {
                Name = name,
                Unit = "µs",
                Ours = PerCall(outcome.Sides[0].Seconds),
                Peer = "PyTorch",
                Theirs = PerCall(outcome.Sides[1].Seconds),
                Ratio = outcome.Sides[1].Ratio,
                Promise = "≤ 1",
                Holds = outcome.Sides[1].Ratio.Median <= 1,
            };
            rows.Add(row);
            told(row);
        }

        return rows;
    }

    private static Spread PerCall(Spread seconds) => new(seconds.Low * 1e6 / Calls, seconds.Median * 1e6 / Calls, seconds.High * 1e6 / Calls);
}
