using ChainOfSight.Torch;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Tests.Unit.Torch;

/// <summary>Operators give the numbers that one works out by hand.</summary>
public sealed class OperatorTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    // Arguments, defaults and results pass the door in the right order.
    [Fact]
    public void Arithmetic_on_small_tensors_equals_hand_numbers()
    {
        var a = tensor(new float[] { 1, 2, 3, 4 }, [2, 2]);
        var b = tensor(new float[] { 10, 20, 30, 40 }, [2, 2]);

        Assert.Equal([11f, 22, 33, 44], (a + b).data<float>().ToArray());
        Assert.Equal([-9f, -18, -27, -36], (a - b).data<float>().ToArray());
        Assert.Equal([9f, 18, 27, 36], (b - a).data<float>().ToArray());
        Assert.Equal([0.5f, 1, 1.5f, 2], (a / 2).data<float>().ToArray());
        Assert.Equal([2f, 1, 2 / 3f, 0.5f], (2 / a).data<float>().ToArray());
        Assert.Equal([9f, 8, 7, 6], (10 - a).data<float>().ToArray());
        Assert.Equal([21f, 42, 63, 84], a.add(b, 2).data<float>().ToArray());
        Assert.Equal([70f, 100, 150, 220], a.matmul(b).data<float>().ToArray());
        Assert.Equal(10f, a.sum().item<float>());
        Assert.Equal([4f, 6], a.sum(0).data<float>().ToArray());
        Assert.Equal([1.5f, 3.5f], a.mean([1]).data<float>().ToArray());
    }
}
