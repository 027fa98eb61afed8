using ChainOfSight.Data.Collation;
using ChainOfSight.Training.Scheduling;
using ChainOfSight.Training.Steps;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Elastic;

/// <summary>
/// A step of one slot for nothing, on a stage whose trained state is written over afterwards: what is compiled and allocated the first time is so before
/// others wait for it.
/// </summary>
internal static class StageRehearsal
{
    /// <summary>Forward, backward, the gradient as it travels, update.</summary>
    public static Task RunAsync(Lane lane, StageModel model, StageOptimizer optimizer, SlotBatch batch, long seed, long step) => lane.RunAsync(() =>
    {
        using var scope = NewDisposeScope();
        try
        {
            using var node = new StepNode { Gradient = SlotPass.Run(model, batch, RandomKey.Of(seed, model.Stage.Name)) };
            if (node.Gradient is not null && BitChecks.IsFinite(node.Gradient))
            {
                using var sent = NodeCodec.Read("itself", NodeCodec.Write(node, new PayloadPool(), 1), model.Trained);
                BitChecks.Read(sent);
                optimizer.Step(sent.Gradient!, step);
            }
        }
        catch (NonFiniteSlotException)
        {
            // With weights that are not the run's that says nothing.
        }
    });
}
