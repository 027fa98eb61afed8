using ChainOfSight.Storage;
using ChainOfSight.Tensors;
using ChainOfSight.Training.Scheduling;
using ChainOfSight.Training.Steps;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Runs;

/// <summary>Tries the largest slot of a stage at its start, so that memory fails then and not in hour nine.</summary>
internal static class WorstCase
{
    /// <summary>Forward and backward of the worst slot; its gradient is thrown away.</summary>
    /// <exception cref="UserErrorException">Memory does not suffice.</exception>
    public static Task TryAsync(Lane lane, StageModel model, long seed) => lane.RunAsync(
        () =>
        {
            var stage = model.Stage;
            try
            {
                using var gradient = SlotPass.Run(model, model.WorstCase(), RandomKey.Of(seed, stage.Name));
            }
            catch (NonFiniteSlotException)
            {
                // Made-up samples may well be absurd to the model: only memory is tried here.
            }
            catch (Exception e) when (e is OutOfMemoryException || TensorEngine.Library.IsOutOfMemory(e))
            {
                throw new UserErrorException(
                    $"The stage \"{stage.Name}\" does not fit into memory: its largest slot has {stage.SamplesPerSlot} samples of {stage.MaxTextTokens} text tokens"
                    + $"{(stage.ImageSide is { } side ? $" and {side} x {side} pixels" : "")}. Lower samplesPerSlot (and raise slots), lower maxTextTokens, or set recompute to true.", e);
            }
        });
}
