using ChainOfSight.Torch;
using ChainOfSight.Torch.Random;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Tests.Unit.Torch;

/// <summary>Random numbers can be repeated.</summary>
[Collection(nameof(LiveTensorCollection))]
public sealed class RandomTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    // The same seed gives the same numbers, another seed others.
    [Fact]
    public void Seed_decides_the_numbers()
    {
        manual_seed(5);
        var first = randn(8);
        manual_seed(5);
        Assert.True(first.Equals(randn(8)));
        manual_seed(6);
        Assert.False(first.Equals(randn(8)));
    }

    // A state taken in the middle leads to the same numbers again, normal ones included.
    [Fact]
    public void State_taken_and_set_gives_the_same_numbers_again()
    {
        manual_seed(5);
        _ = randn(3);
        using var state = RandomState.Capture(CPU);
        var first = cat([randn(7), rand(5), randperm(9).@float()]);
        state.Restore();

        Assert.True(first.Equals(cat([randn(7), rand(5), randperm(9).@float()])));
    }

    // A state that is none is refused.
    [Fact]
    public void Wrong_state_is_a_typed_error()
    {
        Assert.ThrowsAny<TorchException>(() => set_rng_state(zeros([10], ScalarType.Byte)));
    }

    // Initial values stay inside their bounds, and truncated ones have the stated deviation.
    [Fact]
    public void Truncated_normal_keeps_bounds_and_deviation()
    {
        manual_seed(2);
        var a = nn.init.trunc_normal_(empty(100_000), std: 0.02, a: -0.04, b: 0.04);

        Assert.True(a.abs().max().item<double>() <= 0.04);
        Assert.Equal(0, a.mean().item<double>(), 3);
        Assert.Equal(0.02 * 0.8796, a.std().item<double>(), 3);
    }
}
