using ChainOfSight.Torch.Door;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Optim;

/// <summary>The two native passes of an AdamW step: the norm of gradients, and the update of all parameters.</summary>
public static unsafe class MultiTensorPass
{
    /// <summary>Norm of all gradients together, each tensor's sum of squares in double, added in the order given.</summary>
    /// <param name="gradients">Of any floating type.</param>
    public static double Norm(IReadOnlyList<Tensor> gradients)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        var handles = gradients.Select(gradient => gradient.Handle).ToArray();
        var sums = new double[handles.Length];
        fixed (nint* tensors = handles)
        fixed (double* into = sums)
        {
            Fault.Check(NativeMethods.cos_sums_of_squares(tensors, handles.Length, into));
        }

        GC.KeepAlive(gradients);
        var sum = 0.0;
        foreach (var square in sums)
        {
            sum += square;
        }

        return Math.Sqrt(sum);
    }

    /// <summary>Updates masters, moments and parameters in place. No gradient is recorded.</summary>
    /// <param name="updates">What to update.</param>
    /// <param name="beta1">Decay of the mean of gradients.</param>
    /// <param name="beta2">Decay of the mean of squared gradients.</param>
    /// <param name="epsilon">Added to the root of the second mean.</param>
    /// <param name="gradientScale">Multiplies every gradient before use.</param>
    /// <exception cref="TorchShapeException">Tensors of one item differ in shape.</exception>
    public static void Update(IReadOnlyList<MultiTensorItem> updates, double beta1, double beta2, double epsilon, double gradientScale = 1)
    {
        ArgumentNullException.ThrowIfNull(updates);
        var items = new AdamWItem[updates.Count];
        for (var i = 0; i < items.Length; i++)
        {
            var update = updates[i];
            items[i] = new AdamWItem
            {
                Parameter = update.Parameter.Handle,
                Gradient = update.Gradient.Handle,
                Master = update.Master.Handle,
                First = update.First.Handle,
                Second = update.Second.Handle,
                LearningRate = update.LearningRate,
                WeightDecay = update.WeightDecay,
                Step = update.Step,
            };
        }

        fixed (AdamWItem* all = items)
        {
            Fault.Check(NativeMethods.cos_adamw_step(all, items.Length, beta1, beta2, epsilon, gradientScale));
        }

        GC.KeepAlive(updates);
    }
}
