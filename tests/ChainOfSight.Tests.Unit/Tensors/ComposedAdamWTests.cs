using ChainOfSight.Tensors;
using ChainOfSight.Tensors.Optim;

namespace ChainOfSight.Tests.Unit.Tensors;

/// <summary>AdamW in operators of every engine does what the engine's own pass does, within rounding.</summary>
public sealed class ComposedAdamWTests
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Update_equals_the_engines_own_pass(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var options = new AdamWOptions { Beta1 = 0.8, Beta2 = 0.95 };
        var gradient = tensor(Enumerable.Range(0, 600).Select(i => MathF.Sin(i) * 0.1f).ToArray());
        Tensor Master() => tensor(Enumerable.Range(0, 600).Select(i => MathF.Cos(i)).ToArray());
        var (own, composed) = (Start(Master(), gradient, type), Start(Master(), gradient, type));
        for (var step = 1L; step <= 5; step++)
        {
            TensorEngine.AdamW.Update([own with { Step = step }], options, 0.5);
            new ComposedAdamW().Update([composed with { Step = step }], options, 0.5);
        }

        Assert.True((own.Master - composed.Master).abs().max().item<float>() < 1e-6);
        Assert.True((own.Second - composed.Second).abs().max().item<float>() < 1e-8);
        Assert.Equal(type, composed.Parameter.dtype);
        Assert.True((composed.Parameter.to(ScalarType.Float32) - composed.Master).abs().max().item<float>() <= (type == ScalarType.Float32 ? 0 : 0.005));
        Assert.Equal(TensorEngine.AdamW.Norm([gradient, gradient]), new ComposedAdamW().Norm([gradient, gradient]), 1e-9);
        Assert.Equal(0, new ComposedAdamW().Norm([]));
    }

    private static AdamWUpdate Start(Tensor master, Tensor gradient, ScalarType type) => new(
        type == ScalarType.Float32 ? master : master.to(type), gradient, master, zeros_like(master), zeros_like(master), 0.01, 0.1, 1);
}
