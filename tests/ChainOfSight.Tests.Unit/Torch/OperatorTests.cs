using ChainOfSight.Torch;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Tests.Unit.Torch;

/// <summary>Operators give the numbers that one works out by hand: arguments, defaults and results pass the door in order.</summary>
public sealed class OperatorTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    // Operators with a tensor or a number on either side.
    [Fact]
    public void Arithmetic_on_small_tensors_equals_hand_numbers()
    {
        var a = tensor(new float[] { 1, 2, 3, 4 }, [2, 2]);
        var b = tensor(new float[] { 10, 20, 30, 40 }, [2, 2]);

        Assert.Equal([11f, 22, 33, 44], (a + b).data<float>().ToArray());
        Assert.Equal([-9f, -18, -27, -36], (a - b).data<float>().ToArray());
        Assert.Equal([10f, 40, 90, 160], (a * b).data<float>().ToArray());
        Assert.Equal([0.5f, 1, 1.5f, 2], (a / 2).data<float>().ToArray());
        Assert.Equal([2f, 1, 2 / 3f, 0.5f], (2 / a).data<float>().ToArray());
        Assert.Equal([9f, 8, 7, 6], (10 - a).data<float>().ToArray());
        Assert.Equal([-1f, -2, -3, -4], (-a).data<float>().ToArray());
        Assert.Equal([21f, 42, 63, 84], a.add(b, 2).data<float>().ToArray());
        Assert.Equal([70f, 100, 150, 220], a.matmul(b).data<float>().ToArray());
    }

    // A number never widens a tensor's type within its kind, and loses no digit of its own.
    [Fact]
    public void Numbers_beside_tensors_keep_type_and_digits()
    {
        Assert.Equal([0.1 * 3], (full(1, 3.0, ScalarType.Float64) * 0.1).data<double>().ToArray());
        Assert.Equal([0.1f * 3], (full(1, 3f) * 0.1).data<float>().ToArray());
        Assert.Equal([3L * 7], (tensor(new long[] { 3 }) * 7).data<long>().ToArray());
        Assert.Equal(ScalarType.Float32, (tensor(new long[] { 3 }) * 0.5).dtype);
        Assert.Equal(ScalarType.Float16, (ones([1], ScalarType.Float16) + 2).dtype);
        Assert.Equal([true, false], tensor(new[] { 0.1, 0.2 }).eq(0.1).data<bool>().ToArray());
        Assert.Equal([true, false], tensor(new byte[] { 3, 4 }).lt(3.5).data<bool>().ToArray());
        var narrow = full(1, 3f).bfloat16();
        Assert.True((narrow * 0.1).Equals((narrow.@float() * 0.1).bfloat16()));
        Assert.Throws<TorchShapeException>(() => tensor(new long[] { 3 }).add_(0.5));
    }

    // Optional lists, numbers and types reach the operator as given or as its default.
    [Fact]
    public void Reductions_with_and_without_dimensions_equal_hand_numbers()
    {
        var a = tensor(new float[] { 1, 2, 3, 4 }, [2, 2]);

        Assert.Equal(10f, a.sum().item<float>());
        Assert.Equal([4f, 6], a.sum(0).data<float>().ToArray());
        Assert.Equal([2, 1], a.sum(1L, keepdim: true).shape);
        Assert.Equal([1.5f, 3.5f], a.mean([1]).data<float>().ToArray());
        Assert.Equal(ScalarType.Float64, a.sum(ScalarType.Float64).dtype);
        Assert.Equal(Math.Sqrt(30), a.norm().item<double>(), 6);
    }

    // Two results come back in the schema's order.
    [Fact]
    public void Max_over_a_dimension_gives_values_and_places()
    {
        var (values, places) = tensor(new float[] { 1, 5, 3, 9, 2, 4 }, [2, 3]).max(1);

        Assert.Equal([5f, 9], values.data<float>().ToArray());
        Assert.Equal([1L, 0], places.data<long>().ToArray());
    }

    // Lists of tensors go in and come out.
    [Fact]
    public void Cat_and_split_are_inverse()
    {
        var a = arange(6).reshape(2, 3);
        var parts = cat([a, a + 6], dim: 0).split([1, 3]);

        Assert.Equal(2, parts.Length);
        Assert.Equal([0L, 1, 2], parts[0].data<long>().ToArray());
        Assert.Equal([3L, 4, 5, 6, 7, 8, 9, 10, 11], parts[1].data<long>().ToArray());
    }

    // An operator that changes its argument gives back the very same object.
    [Fact]
    public void In_place_operators_return_their_own_object()
    {
        var a = ones(2);

        Assert.Same(a, a.add_(1).mul_(3).clamp_(max: 5));
        Assert.Equal([5f, 5], a.data<float>().ToArray());
    }

    // Strings and modes.
    [Fact]
    public void Modes_given_as_text_change_the_result()
    {
        var a = tensor(new float[] { -7, 7 });

        Assert.Equal([-4f, 3], a.div(2, RoundingMode.floor).data<float>().ToArray());
        Assert.Equal([-3f, 3], a.div(2, RoundingMode.trunc).data<float>().ToArray());
        var x = tensor(1f);
        Assert.Equal(0.841345f, x.gelu().item<float>(), 4);
        Assert.Equal(0.84119f, x.gelu(ChainOfSight.Torch.Modules.GELU.Approximate.tanh).item<float>(), 4);
    }

    // Loss by hand: −log softmax of the right class, ignored targets left out of the mean.
    [Fact]
    public void Cross_entropy_with_an_ignored_target_equals_hand_numbers()
    {
        var logits = tensor(new float[] { 0, 0, 1, 2 }, [2, 2]);
        var loss = nn.functional.cross_entropy(logits, tensor(new long[] { 1, -100 }));
        var sum = nn.functional.cross_entropy(logits, tensor(new long[] { 1, 0 }), reduction: nn.Reduction.Sum);

        Assert.Equal(Math.Log(2), loss.item<double>(), 6);
        Assert.Equal(Math.Log(2) + Math.Log(1 + Math.E), sum.item<double>(), 6);
    }

    // Borders by value, mirror and edge, from the last dimension on.
    [Fact]
    public void Padding_modes_fill_the_border()
    {
        var a = tensor(new float[] { 1, 2, 3 }, [1, 3]);

        Assert.Equal([9f, 1, 2, 3, 9, 9], nn.functional.pad(a, [1, 2], value: 9).data<float>().ToArray());
        Assert.Equal([2f, 1, 2, 3, 2, 1], nn.functional.pad(a, [1, 2], PaddingModes.Reflect).data<float>().ToArray());
        Assert.Equal([1f, 1, 2, 3, 3, 3], nn.functional.pad(a, [1, 2], PaddingModes.Replicate).data<float>().ToArray());
    }

    // Pictures of another size: corners stay where they are when told so.
    [Fact]
    public void Interpolation_keeps_corners_when_told()
    {
        var a = tensor(new float[] { 0, 3, 6, 9 }, [1, 1, 2, 2]);
        var cubic = nn.functional.interpolate(a, [4, 4], mode: InterpolationMode.Bicubic, align_corners: true).data<float>().ToArray();
        var linear = nn.functional.interpolate(a, [4, 4], mode: InterpolationMode.Bilinear, align_corners: true).data<float>().ToArray();

        Assert.Equal([0f, 3, 6, 9], new[] { cubic[0], cubic[3], cubic[12], cubic[15] });
        Assert.Equal([0f, 1, 2, 3], linear[..4]);
        Assert.Equal([0f, 0, 3, 3], nn.functional.interpolate(a, scale_factor: [2, 2]).data<float>().ToArray()[..4]);
        Assert.Throws<ArgumentException>(() => nn.functional.interpolate(a));
    }

    // bf16 keeps eight bits of mantissa.
    [Fact]
    public void Conversion_to_bf16_rounds_to_its_precision()
    {
        var a = tensor(new float[] { 1.0f, 1.00390625f, 3.14159274f }).bfloat16();

        Assert.Equal(ScalarType.BFloat16, a.dtype);
        Assert.Equal([1f, 1f, 3.140625f], a.@float().data<float>().ToArray());
        Assert.Equal([0x3f80, 0x3f80, 0x4049], a.data<short>().ToArray().Select(v => (int)v));
    }

    // Arrays of any rank; strided views are read in row-major order and written through.
    [Fact]
    public void Arrays_and_accessors_keep_row_major_order()
    {
        var a = tensor(new[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        var turned = a.t();
        var view = turned.data<int>();

        Assert.Equal([1, 4, 2, 5, 3, 6], view.ToArray());
        view[1] = 40;
        Assert.Equal([1, 2, 3, 40, 5, 6], a.data<int>().ToArray());
        var copied = new int[6];
        turned.CopyTo<int>(copied);
        Assert.Equal([1, 40, 2, 5, 3, 6], copied);
    }
}
