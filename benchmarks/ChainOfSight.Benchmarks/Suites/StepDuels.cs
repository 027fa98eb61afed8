using System.Globalization;
using System.Text.Json.Nodes;
using ChainOfSight.Benchmarks.Reporting;
using ChainOfSight.Benchmarks.Rivals;
using ChainOfSight.Storage;

namespace ChainOfSight.Benchmarks.Suites;

/// <summary>Training steps against the Hugging Face way and a tuned peer: time and peak memory.</summary>
internal static class StepDuels
{
    /// <summary>A case with what is to be reached against either peer.</summary>
    internal sealed record Aim(StepCase Case, double Padded, double Tuned);

    /// <summary>Pre-training: tower frozen, its forward included; resampler and adapters trained.</summary>
    public static IEnumerable<Aim> Pretraining()
    {
        foreach (var (layout, padded, tuned) in new[] { ("cos-32", 0.8, 0.95), ("cos-80", 0.8, 0.95), ("resampler-336", 1.0, 1.0), ("cos-336-grid16", 1.0, 1.0) })
        {
            foreach (var precision in new[] { "bf16", "f32" })
            {
                foreach (var (width, layers) in new[] { (256, 6), (512, 8) })
                {
                    foreach (var (tower, blocks) in new[] { (128, 4), (256, 8) })
                    {
                        foreach (var batch in new[] { 16, 32 })
                        {
                            yield return new Aim(new StepCase(layout, width, layers, tower, blocks, batch, precision), padded, tuned);
                        }
                    }
                }
            }
        }
    }

    /// <summary>Fine-tuning: grid of 32, tower trained too.</summary>
    public static IEnumerable<Aim> FineTuning()
    {
        foreach (var layout in new[] { "cos-336", "cos-1296" })
        {
            foreach (var precision in new[] { "bf16", "f32" })
            {
                yield return new Aim(new StepCase(layout, 256, 6, 128, 4, 4, precision, TrainsTower: true), 1, 1);
            }
        }
    }

    public static IReadOnlyList<BenchmarkRow> Run(IEnumerable<Aim> aims, BenchmarkOptions options, Action<BenchmarkRow> told)
    {
        var rows = new List<BenchmarkRow>();
        foreach (var aim in aims.Where(aim => options.Wants(aim.Case.Name)))
        {
            var weights = Path.GetTempFileName();
            try
            {
                var outcome = Duel.Run(aim.Case.Name, aim.Case.Request(weights, options.Threads), "step", [("padded", "padded"), ("tuned", "tuned")], SameLoss(aim.Case), options.Rounds);
                foreach (var (side, limit) in outcome.Sides.Skip(1).Zip([aim.Padded, aim.Tuned]))
                {
                    Add(Times(outcome, side, limit));
                    Add(Memory(outcome, side));
                }
            }
            finally
            {
                File.Delete(weights);
            }
        }

        return rows;

        void Add(BenchmarkRow row)
        {
            rows.Add(row);
            told(row);
        }
    }

    /// <summary>Both sides begin with the same weights and must have the same loss, within rounding.</summary>
    public static Action<JsonObject, JsonObject> SameLoss(StepCase step) => (ours, theirs) =>
    {
        var (our, their) = ((double)ours["loss"]!, (double)theirs["loss"]!);
        if (Math.Abs(our - their) > (step.Precision == "f32" ? 1e-4 : 2e-2) * Math.Abs(their))
        {
            throw new UserErrorException(string.Create(CultureInfo.InvariantCulture, $"{step.Name}: our loss is {our:0.00000}, the peer's {their:0.00000}. They do not do the same, so nothing is timed."));
        }
    };

    private static BenchmarkRow Times(Outcome outcome, SideOutcome side, double limit) => new()
    {
        Name = outcome.Name,
        Unit = "ms",
        Ours = Milliseconds(outcome.Sides[0].Seconds),
        Peer = side.Name,
        Theirs = Milliseconds(side.Seconds),
        Ratio = side.Ratio,
        Promise = string.Create(CultureInfo.InvariantCulture, $"≤ {limit:0.0#}"),
        Holds = side.Ratio.Median <= limit,
    };

    private static BenchmarkRow Memory(Outcome outcome, SideOutcome side) => new()
    {
        Name = $"{outcome.Name}: peak memory",
        Unit = "MB",
        Ours = Single(outcome.Sides[0].PeakBytes / 1e6),
        Peer = side.Name,
        Theirs = Single(side.PeakBytes / 1e6),
        Ratio = Single((double)outcome.Sides[0].PeakBytes / side.PeakBytes),
        Promise = "≤ 1",
        Holds = outcome.Sides[0].PeakBytes <= side.PeakBytes,
    };

    private static Spread Milliseconds(Spread seconds) => new(seconds.Low * 1e3, seconds.Median * 1e3, seconds.High * 1e3);

    private static Spread Single(double value) => new(value, value, value);
}
