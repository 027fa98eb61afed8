using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Optim;

/// <summary>What <see cref="Modules.AdamW"/> keeps for one parameter: one in a type shorter than f32 has a master in f32, which is trained.</summary>
internal sealed class AdamWMoments : IDisposable
{
    private readonly Tensor _parameter;
    private readonly Tensor _master;
    private readonly Tensor _first;
    private readonly Tensor _second;
    private long _steps;

    public AdamWMoments(Tensor parameter)
    {
        using var guard = no_grad();
        _parameter = parameter;
        _master = parameter.dtype is ScalarType.BFloat16 or ScalarType.Float16 ? parameter.to(ScalarType.Float32).DetachFromDisposeScope() : parameter;
        _first = zeros_like(_master).DetachFromDisposeScope();
        _second = zeros_like(_master).DetachFromDisposeScope();
    }

    /// <summary>The next update, which counts as made; null without a gradient.</summary>
    public MultiTensorItem? Next(double rate, double decay) => _parameter.grad is { } gradient
        ? new MultiTensorItem(_parameter, gradient, _master, _first, _second, rate, decay, ++_steps)
        : null;

    public void Dispose()
    {
        if (!ReferenceEquals(_master, _parameter))
        {
            _master.Dispose();
        }

        _first.Dispose();
        _second.Dispose();
    }
}
