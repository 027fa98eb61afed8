namespace ChainOfSight.Tensors.Optim;

/// <summary>AdamW in operators that every engine has, a parameter at a time.</summary>
/// <remarks>Source: Loshchilov and Hutter, arXiv 1711.05101, as PyTorch computes it; bias corrections in double.</remarks>
public sealed class ComposedAdamW : IAdamWPasses
{
    /// <inheritdoc/>
    public double Norm(IReadOnlyList<Tensor> gradients)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        if (gradients.Count == 0)
        {
            return 0;
        }

        // One transfer for all of them: each would wait for the device.
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var squares = stack([.. gradients.Select(gradient => gradient.to(ScalarType.Float64).square().sum())], 0).cpu().data<double>().ToArray();
        return Math.Sqrt(squares.Aggregate(0.0, (sum, square) => sum + square));
    }

    /// <inheritdoc/>
    public void Update(IReadOnlyList<AdamWUpdate> updates, AdamWOptions options, double gradientScale)
    {
        ArgumentNullException.ThrowIfNull(updates);
        ArgumentNullException.ThrowIfNull(options);
        using var guard = no_grad();
        foreach (var update in updates)
        {
            using var scope = NewDisposeScope();
            Update(update, options, gradientScale);
        }
    }

    private static void Update(AdamWUpdate update, AdamWOptions options, double gradientScale)
    {
        if (!update.Gradient.shape.AsSpan().SequenceEqual(update.Master.shape))
        {
            throw new ArgumentException($"AdamW's tensors differ in shape: parameter {update.Parameter}, gradient {update.Gradient}");
        }

        var gradient = update.Gradient.to(update.Master.dtype).mul(gradientScale);
        var step = update.LearningRate / (1 - Math.Pow(options.Beta1, update.Step));
        var root = Math.Sqrt(1 - Math.Pow(options.Beta2, update.Step));
        update.Master.mul_(1 - update.LearningRate * update.WeightDecay);
        update.First.mul_(options.Beta1).add_(gradient.mul(1 - options.Beta1));
        update.Second.mul_(options.Beta2).add_(gradient.square().mul(1 - options.Beta2));
        var denominator = update.Second.sqrt().div(root).add(options.Epsilon);
        update.Master.sub_(update.First.div(denominator).mul(step));
        if (!ReferenceEquals(update.Parameter, update.Master))
        {
            update.Parameter.copy_(update.Master);
        }
    }
}
