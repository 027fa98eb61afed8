namespace ChainOfSight.Tests.Unit.Models;

/// <summary>Comparisons of tensors.</summary>
internal static class TensorAssert
{
    /// <summary>max|a − b| is at most a part of max|b|.</summary>
    public static void Close(Tensor expected, Tensor actual, double limit = 1e-5)
    {
        Assert.Equal(expected.shape, actual.shape);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var wanted = expected.detach().to(ScalarType.Float64);
        var difference = (wanted - actual.detach().to(ScalarType.Float64)).abs().max().item<double>();
        var largest = wanted.abs().max().item<double>();
        Assert.True(difference <= limit * largest, $"differs by {difference:g3} of {largest:g3}, more than {limit:g1}");
    }

    /// <summary>Equal to the bit.</summary>
    public static void Same(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.Equal(expected.dtype, actual.dtype);
        Assert.True(expected.detach().contiguous().bytes.SequenceEqual(actual.detach().contiguous().bytes), "differs in some bit");
    }

    /// <summary>Values drawn from a seed.</summary>
    public static Tensor Noise(long seed, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (a, b) => a * b)];
        ChainOfSight.Models.Weights.KeyedNoise.Normal(values, (ulong)seed, 0);
        return tensor(values).view(shape);
    }
}
