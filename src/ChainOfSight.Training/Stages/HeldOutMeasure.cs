using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Scheduling;
using ChainOfSight.Training.Steps;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Stages;

/// <summary>Mean loss on held-out samples, added up over slots by the canonical tree.</summary>
public static class HeldOutMeasure
{
    /// <summary>The stage's slots for a number of held-out samples.</summary>
    public static StageRecipe Stage(StageRecipe stage, int samples) => stage with { Slots = (samples + stage.SamplesPerSlot - 1) / stage.SamplesPerSlot };

    /// <summary>Measures the loss.</summary>
    /// <param name="lane">The thread of the device.</param>
    /// <param name="model">The model.</param>
    /// <param name="data">Held-out data, opened for <see cref="Stage"/>.</param>
    /// <param name="slots">Slots to measure.</param>
    /// <param name="cancellationToken">Ends the measuring.</param>
    /// <returns>Mean loss per loss token; NaN where nothing carries loss.</returns>
    public static async Task<double> MeasureAsync(Lane lane, StageModel model, IStageData data, int slots, CancellationToken cancellationToken)
    {
        var sums = new TreeReduction<LossNode>(slots, static (left, right) => new LossNode(left.Sum + right.Sum, left.Tokens + right.Tokens));
        for (var slot = 0; slot < slots; slot++)
        {
            var batch = await data.ReadAsync(0, slot, cancellationToken).ConfigureAwait(false);
            var measured = await lane.RunAsync(() => SlotPass.Measure(model, batch), cancellationToken).ConfigureAwait(false);
            sums.Add(slot, measured is { } loss ? new LossNode(loss.Sum, loss.Tokens) : null);
        }

        return sums.Root is { } root ? root.Sum / root.Tokens : double.NaN;
    }

    private sealed record LossNode(double Sum, long Tokens);
}
