using ChainOfSight.Torch.Optim;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Modules;

/// <summary>AdamW with TorchSharp's names, over the native multi-tensor update.</summary>
/// <remarks>Parameters in bf16 or f16 have masters in f32, unlike TorchSharp's, which trains them as they are.</remarks>
public sealed partial class AdamW : optim.Optimizer
{
    private readonly ParamGroup[] _groups;
    private readonly AdamWMoments[][] _slots;

    /// <summary>AdamW for parameters that share all settings.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="beta1">Decay of the mean of gradients, 0 ≤ β₁ &lt; 1.</param>
    /// <param name="beta2">Decay of the mean of squared gradients, 0 ≤ β₂ &lt; 1.</param>
    /// <param name="eps">Added to the root of the second mean.</param>
    /// <param name="weight_decay">Decoupled weight decay.</param>
    /// <param name="amsgrad">Not offered.</param>
    /// <param name="maximize">Not offered.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="TorchUnsupportedException">amsgrad or maximize.</exception>
    public AdamW(
        IEnumerable<Parameter> parameters,
        double lr = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double eps = 1e-8,
        double weight_decay = 0,
        bool amsgrad = false,
        bool maximize = false)
        : this([new ParamGroup(parameters)], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    /// <summary>AdamW for groups; what a group does not set is taken from here.</summary>
    /// <inheritdoc cref="AdamW(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
    public AdamW(
        IEnumerable<ParamGroup> parameters,
        double lr = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double eps = 1e-8,
        double weight_decay = 0,
        bool amsgrad = false,
        bool maximize = false)
    {
        if (amsgrad || maximize)
        {
            throw new TorchUnsupportedException("AdamW: amsgrad and maximize are not offered; leave them false, and negate the loss to maximize it");
        }

        _groups = [.. parameters.Select(group => group.Resolve(lr, beta1, beta2, eps, weight_decay))];
        _slots = [.. _groups.Select(group => group.Parameters.Select(parameter => new AdamWMoments(parameter)).ToArray())];
    }

    /// <inheritdoc/>
    public override IEnumerable<optim.ILearningRateController> ParamGroups => _groups;

    /// <inheritdoc/>
    public override IEnumerable<Parameter> parameters() => _groups.SelectMany(group => group.Parameters);

    /// <inheritdoc/>
    public override Tensor? step(Func<Tensor>? closure = null)
    {
        Tensor? loss = null;
        if (closure is not null)
        {
            using var on = enable_grad();
            loss = closure();
        }

        using var scope = NewDisposeScope();
        foreach (var (group, slots) in _groups.Zip(_slots))
        {
            MultiTensorPass.Update([.. slots.Select(slot => slot.Next(group.LearningRate, group.WeightDecay)).OfType<MultiTensorItem>()], group.Beta1, group.Beta2, group.Epsilon);
        }

        return loss;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (var slot in _slots.SelectMany(slots => slots))
        {
            slot.Dispose();
        }
    }
}
