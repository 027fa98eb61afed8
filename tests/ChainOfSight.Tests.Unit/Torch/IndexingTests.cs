using ChainOfSight.Torch;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Tests.Unit.Torch;

/// <summary>Brackets mean what they mean in PyTorch.</summary>
public sealed class IndexingTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor _a = arange(24).reshape(2, 3, 4);

    public void Dispose() => _scope.Dispose();

    // Numbers, ranges, ellipsis and new dimensions share memory with the tensor.
    [Fact]
    public void Numbers_and_ranges_pick_views()
    {
        Assert.Equal(23, _a[1, 2, 3].item<long>());
        Assert.Equal([3, 4], _a[0].shape);
        Assert.Equal([4L, 5, 6, 7, 8, 9, 10, 11], _a[0, 1..].data<long>().ToArray());
        Assert.Equal([3L, 7, 11, 15, 19, 23], _a[TensorIndex.Ellipsis, ^1].data<long>().ToArray());
        Assert.Equal([2, 1, 3, 2], _a[TensorIndex.Colon, TensorIndex.None, TensorIndex.Colon, TensorIndex.Slice(0, 4, 2)].shape);
        _a[1, 0] = tensor(new long[] { -1, -2, -3, -4 });
        Assert.Equal(-3, _a[1, 0, 2].item<long>());
    }

    // Index tensors and masks copy; assignment through them writes the tensor.
    [Fact]
    public void Index_tensors_and_masks_pick_copies()
    {
        var rows = tensor(new long[] { 2, 0 });

        Assert.Equal([8L, 0, 20, 12], _a[TensorIndex.Colon, TensorIndex.Tensor(rows), 0].data<long>().ToArray());
        Assert.Equal([22L, 23], _a[_a > 21].data<long>().ToArray());
        _a[TensorIndex.Tensor(_a > 21)] = tensor(0L);
        Assert.Equal(21, _a.max().item<long>());
    }

    // A place outside its dimension is an index error that names it.
    [Fact]
    public void Index_outside_its_dimension_is_a_typed_error()
    {
        var fault = Assert.Throws<TorchIndexException>(() => _a[0, 7]);

        Assert.Contains("index 7", fault.Message, StringComparison.Ordinal);
    }
}
