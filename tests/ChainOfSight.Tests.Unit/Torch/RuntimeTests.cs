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

    // The file that multiplies matrices is found, and its own threads are set where it has some.
    [Fact]
    public void Blas_is_named_and_its_threads_are_set()
    {
        var build = TorchLibrary.Describe();
        Assert.True(build.HasMkl || File.Exists(Blas.Path), Blas.Path);
        if (!build.HasOpenBlas)
        {
            Assert.Throws<TorchUnsupportedException>(() => Blas.Threads = 1);
            return;
        }

        var before = Blas.Threads;
        Blas.Threads = 1;
        Assert.Equal(1, Blas.Threads);
        Blas.Threads = before;
        Assert.ThrowsAny<TorchException>(() => Blas.Threads = 0);
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
