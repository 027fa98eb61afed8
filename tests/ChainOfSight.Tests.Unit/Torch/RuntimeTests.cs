using ChainOfSight.Torch;
using ChainOfSight.Torch.Runtime;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Tests.Unit.Torch;

/// <summary>Settings of the process and of the thread are set and go back.</summary>
[Collection(nameof(LiveTensorCollection))]
public sealed class RuntimeTests
{
    // Threads of one operation.
    [Fact]
    public void Number_of_threads_is_set_and_read()
    {
        var before = get_num_threads();
        set_num_threads(1);
        Assert.Equal(1, get_num_threads());
        set_num_threads(before);
        Assert.Equal(before, get_num_threads());
        Assert.ThrowsAny<TorchException>(() => set_num_threads(0));
    }

    // Operations without a repeatable algorithm refuse while determinism is on.
    [Fact]
    public void Determinism_is_set_and_read()
    {
        Determinism.Set(true);
        Assert.True(Determinism.IsOn);
        Determinism.Set(false);
        Assert.False(Determinism.IsOn);
    }

    // Products become bf16 inside, and stay f32 outside.
    [Fact]
    public void Autocast_narrows_products_until_disposed()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (ones(4, 4), ones(4, 4));
        using (new Autocast(DeviceType.CPU))
        {
            Assert.Equal(ScalarType.BFloat16, a.mm(b).dtype);
        }

        Assert.Equal(ScalarType.Float32, a.mm(b).dtype);
    }
}
