using ChainOfSight.Torch.Door;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Optim;

/// <summary>The two native passes of a step: the norm of gradients, and the update of all parameters.</summary>
internal static unsafe class AdamWPass
{
    /// <summary>Norm of all gradients together, each tensor's sum of squares in double, added in the order given.</summary>
    public static double Norm(IReadOnlyList<Tensor> gradients)
    {
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

    /// <summary>Factor that brings a norm down to the limit, as PyTorch computes it.</summary>
    public static double ClipFactor(double norm, double? limit) => limit is { } most ? Math.Min(1.0, most / (norm + 1e-6)) : 1.0;

    /// <summary>Updates the parameters and counts the update.</summary>
    public static void Update(
        IReadOnlyList<(AdamWSlot Slot, Tensor Gradient)> touched, double learningRate, AdamWOptions options, double gradientScale)
    {
        var items = new AdamWItem[touched.Count];
        for (var i = 0; i < items.Length; i++)
        {
            var (slot, gradient) = touched[i];
            items[i] = new AdamWItem
            {
                Parameter = slot.Parameter.Handle,
                Gradient = gradient.Handle,
                Master = slot.Master.Handle,
                First = slot.First.Handle,
                Second = slot.Second.Handle,
                LearningRate = learningRate * slot.Group.LearningRateFactor,
                WeightDecay = slot.Group.WeightDecay,
                Step = slot.Steps + 1,
            };
        }

        fixed (AdamWItem* all = items)
        {
            Fault.Check(NativeMethods.cos_adamw_step(all, items.Length, options.Beta1, options.Beta2, options.Epsilon, gradientScale));
        }

        GC.KeepAlive(touched);
        foreach (var (slot, _) in touched)
        {
            slot.Steps++;
        }
    }
}
