using ChainOfSight.Data.Collation;
using ChainOfSight.Tensors;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Steps;

/// <summary>Forward and backward of one slot: always one pass of its own, never split or merged, so that its bits depend on nothing else.</summary>
internal static class SlotPass
{
    /// <summary>Computes the gradient of a slot. On the lane's thread only.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">The slot.</param>
    /// <param name="seed">Seed of whatever is random in forward.</param>
    /// <param name="ready">Gets index and gradient of each trained parameter while backward goes on, perhaps more than once; null = nobody.</param>
    /// <returns>The gradient; null where the slot has nothing to train on.</returns>
    /// <exception cref="NonFiniteSlotException">The loss is infinite or not a number.</exception>
    public static SlotGradient? Run(StageModel model, SlotBatch batch, long seed, Action<int, Tensor>? ready = null)
    {
        if (batch.Positions.Count == 0)
        {
            return null;
        }

        using var scope = NewDisposeScope();
        manual_seed(seed);
        var loss = model.Forward(batch);
        if (loss.Tokens == 0)
        {
            return null;
        }

        var value = loss.Sum.item<float>();
        if (!float.IsFinite(value))
        {
            throw new NonFiniteSlotException(value);
        }

        using (ready is null ? null : TensorEngine.Gradients.Watch([.. model.Trained.Select(parameter => (Tensor)parameter.Value)], ready))
        {
            loss.Sum.backward();
        }

        return new SlotGradient([.. model.Trained.Select(parameter => Take(parameter.Value))], value, loss.Tokens, batch.Positions.Count);
    }

    /// <summary>Summed loss of a slot without gradient. On the lane's thread only.</summary>
    public static (double Sum, long Tokens)? Measure(StageModel model, SlotBatch batch)
    {
        if (batch.Positions.Count == 0)
        {
            return null;
        }

        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var loss = model.Forward(batch);
        return loss.Tokens == 0 ? null : (loss.Sum.item<float>(), loss.Tokens);
    }

    private static Tensor? Take(Parameter parameter)
    {
        if (parameter.grad is not { } gradient)
        {
            return null;
        }

        parameter.grad = null;
        return gradient.to(ScalarType.Float32).DetachFromDisposeScope();
    }
}
