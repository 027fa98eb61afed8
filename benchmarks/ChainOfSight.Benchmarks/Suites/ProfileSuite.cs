using ChainOfSight.Benchmarks.Reporting;
using ChainOfSight.Benchmarks.Rivals;

namespace ChainOfSight.Benchmarks.Suites;

/// <summary>Parts of a step, ours and the tuned peer's.</summary>
internal static class ProfileSuite
{
    private static readonly StepCase[] Cases =
    [
        new("cos-32", 256, 6, 128, 4, 16, "bf16"), new("cos-32", 512, 8, 128, 4, 16, "bf16"), new("cos-32", 256, 6, 128, 4, 16, "f32"),
        new("cos-336-grid16", 256, 6, 128, 4, 16, "bf16"), new("cos-336", 256, 6, 128, 4, 4, "bf16", TrainsTower: true),
    ];

    public static IReadOnlyList<BenchmarkRow> Run(BenchmarkOptions options, Action<BenchmarkRow> told)
    {
        var rows = new List<BenchmarkRow>();
        foreach (var step in Cases.Where(step => options.Wants(step.Name)))
        {
            var weights = Path.GetTempFileName();
            using Rival ours = Rival.Ours(), peer = Rival.Peer("tuned");
            var request = step.Request(weights, options.Threads);
            StepDuels.SameLoss(step)(ours.Prepare("step", request), peer.Prepare("tuned", request));
            File.Delete(weights);
            ours.Run(2);
            peer.Run(2);
            var parts = Duel.InTurn(2, options.Rounds, side => (side == 0 ? ours : peer).Parts(3));
            var (our, their) = (parts[0], parts[1]);
            foreach (var part in our[0].Keys)
            {
                var row = new BenchmarkRow
                {
                    Name = $"{step.Name}: {part}",
                    Unit = "ms",
                    Ours = Spread.Of(our.Select(round => round[part] * 1e3)),
                    Peer = "tuned",
                    Theirs = Spread.Of(their.Select(round => round[part] * 1e3)),
                    Ratio = Spread.Of(our.Zip(their, (a, b) => a[part] / b[part])),
                };
                rows.Add(row);
                told(row);
            }
        }

        return rows;
    }
}
