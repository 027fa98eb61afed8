using System.Globalization;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Training.Runs.Metrics;

namespace ChainOfSight.Grains.Runs;

/// <summary>The line of a step in the curves.</summary>
internal static class StepLine
{
    /// <summary>The line that a note says; its time is that of the replica's work until somebody measures more.</summary>
    public static StepMetric Of(int stageIndex, string stage, AppliedNote note) => new()
    {
        Generation = note.Sum.Generation,
        Stage = stage,
        StageIndex = stageIndex,
        Step = note.Sum.Step + 1,
        Loss = LossOf(note),
        LearningRate = note.LearningRate,
        GradientNorm = note.GradientNorm,
        LossTokens = note.Skipped is null ? note.Sum.LossTokens : 0,
        Samples = note.Sum.Samples,
        Tokens = note.Sum.Tokens,
        SampleDigest = note.Sum.SampleDigest.ToString("x16", CultureInfo.InvariantCulture),
        Skipped = note.Skipped,
        Seconds = note.Sum.DataWaitSeconds + note.Sum.ComputeSeconds + note.Sum.ExchangeWaitSeconds,
        WaitSeconds = note.Sum.DataWaitSeconds,
    };

    /// <summary>Mean loss per loss token; null where the step was skipped.</summary>
    public static double? LossOf(AppliedNote note) => note.Skipped is null && note.Sum.LossTokens > 0 ? note.Sum.LossSum / note.Sum.LossTokens : null;
}
