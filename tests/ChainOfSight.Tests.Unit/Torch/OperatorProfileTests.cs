using ChainOfSight.Torch;
using ChainOfSight.Torch.Profiling;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Tests.Unit.Torch;

/// <summary>A profile names the operators that ran, backward's too, and counts no time twice. Others may run operators meanwhile, so counts are lower bounds.</summary>
public sealed class OperatorProfileTests
{
    [Fact]
    public void Operators_of_forward_and_backward_are_counted_with_their_own_time()
    {
        using var scope = NewDisposeScope();
        var given = randn(32, 32).requires_grad_();

        using var profile = OperatorProfile.Start();
        for (var i = 0; i < 3; i++)
        {
            given.matmul(given).tanh().sum().backward();
        }

        Assert.Throws<TorchUnsupportedException>(OperatorProfile.Start);
        var times = profile.Stop().ToDictionary(time => time.Name, StringComparer.Ordinal);

        Assert.True(times["aten::tanh"].Calls >= 3);
        Assert.True(times["aten::mm"].Calls >= 9, "a product has two more in its backward");
        Assert.Contains(times.Keys, name => name.Contains("TanhBackward", StringComparison.Ordinal));
        Assert.All(times.Values, time => Assert.InRange(time.Own, TimeSpan.Zero, time.Whole));
        Assert.True(times["aten::matmul"].Own < times["aten::matmul"].Whole, "the product inside is not its own time");
    }
}
