using ChainOfSight.Tensors.Kernels;
using ChainOfSight.Torch.Fused;

namespace ChainOfSight.Tests.Unit.Models;

/// <summary>Fused kernels give what the composed operators give, forward and backward, on random shapes; and the same bits whatever the threads.</summary>
public sealed class ModelKernelTests
{
    private static readonly ComposedKernels Composed = new();

    private static readonly Dictionary<string, (Func<Tensor[], Tensor> Fused, Func<Tensor[], Tensor> Composed, Func<long, long, Tensor[]> Inputs)> Kernels = new(StringComparer.Ordinal)
    {
        ["rms"] = (t => FusedOperators.RmsNorm(t[0], t[1], 1e-5), t => Composed.RmsNorm(t[0], t[1], 1e-5), (rows, width) => [randn(rows, width) * 3, rand(width) + 0.5]),
        ["layer"] = (t => FusedOperators.LayerNorm(t[0], t[1], t[2], 1e-5), t => Composed.LayerNorm(t[0], t[1], t[2], 1e-5), (rows, width) => [randn(rows, width) * 3 + 1, rand(width) + 0.5, randn(width)]),
        ["silu"] = (t => FusedOperators.SiluMul(t[0], t[1]), t => Composed.SiluMul(t[0], t[1]), (rows, width) => [randn(rows, width) * 4, randn(rows, width)]),
        ["gelu"] = (t => FusedOperators.QuickGelu(t[0]), t => Composed.QuickGelu(t[0]), (rows, width) => [randn(rows, width) * 4]),
        ["softmax"] = (t => FusedOperators.Softmax(t[0]), t => Composed.Softmax(t[0]), (rows, width) => [randn(2, rows, width) * 5]),
    };

    public static TheoryData<string, int, ScalarType> Cases()
    {
        var data = new TheoryData<string, int, ScalarType>();
        foreach (var name in Kernels.Keys)
        {
            for (var shape = 0; shape < 4; shape++)
            {
                data.Add(name, shape, ScalarType.Float32);
                data.Add(name, shape, ScalarType.BFloat16);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fused_kernel_equals_the_composed_operators_forward_and_backward(string name, int shape, ScalarType type)
    {
        using var scope = NewDisposeScope();
        manual_seed(shape + 1);
        var shapes = new System.Random(shape);
        var (rows, width) = (shapes.Next(1, 300), shapes.Next(1, 90));
        var (fused, composed, make) = Kernels[name];
        var inputs = make(rows, width).Select(input => input.to(type).detach()).ToArray();
        var gradient = randn(composed(inputs).shape).to(type);

        Compare(fused, composed, inputs, gradient, type);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Rotation_equals_the_composed_operators(ScalarType type)
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var angles = randn(37, 1, 5);
        var both = cat([angles, angles], 2);
        var (cosines, sines) = (both.cos(), both.sin());

        Compare(t => FusedOperators.Rotate(t[0], cosines, sines), t => Composed.Rotate(t[0], cosines, sines), [randn(37, 3, 10).to(type)], randn(37, 3, 10).to(type), type);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Cross_entropy_equals_the_composed_operators(ScalarType type)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var targets = randint(0, 61, [43], ScalarType.Int64);

        Compare(t => FusedOperators.CrossEntropySum(t[0], targets), t => Composed.CrossEntropySum(t[0], targets), [(randn(43, 61) * 6).to(type)], tensor(0.5f), type);
    }

    [Fact]
    public void Sums_over_rows_have_the_same_bits_with_one_thread_and_with_two()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var input = randn(1000, 33).requires_grad_();
        var weight = randn(33).requires_grad_();
        var gradients = new List<byte[]>();
        var before = get_num_threads();
        foreach (var threads in (int[])[1, 2])
        {
            set_num_threads(threads);
            weight.grad = null;
            FusedOperators.RmsNorm(input, weight, 1e-6).sum().backward();
            gradients.Add([.. weight.grad!.data<float>().ToArray().SelectMany(BitConverter.GetBytes)]);
        }

        set_num_threads(before);
        Assert.Equal(gradients[0], gradients[1]);
    }

    [Fact]
    public void Extreme_scores_stay_finite_and_a_masked_place_gets_nothing()
    {
        using var scope = NewDisposeScope();
        var weights = FusedOperators.Softmax(tensor(new[] { 1000f, -1000f, float.NegativeInfinity, 999f }).view(1, 4)).data<float>().ToArray();

        Assert.Equal([0.7310586f, 0f, 0f, 0.26894143f], weights, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.True(float.IsNaN(FusedOperators.Softmax(tensor(new[] { float.NaN, 1f }).view(1, 2)).data<float>()[0]));
        Assert.Equal([0f, 100f], FusedOperators.QuickGelu(tensor(new[] { -100f, 100f }).view(1, 2)).data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Illegal_shapes_are_refused_with_the_sizes()
    {
        using var scope = NewDisposeScope();

        Assert.Contains("a row has 4", Assert.ThrowsAny<TorchException>(() => FusedOperators.RmsNorm(ones(2, 4), ones(3), 1e-5)).Message, StringComparison.Ordinal);
        Assert.Contains("61", Assert.ThrowsAny<TorchException>(() => FusedOperators.CrossEntropySum(ones(1, 3), tensor(new[] { 61L }))).Message, StringComparison.Ordinal);
        Assert.False(FusedOperators.Supports(ones([2], dtype: ScalarType.Float64)));
    }

    private static void Compare(Func<Tensor[], Tensor> fused, Func<Tensor[], Tensor> composed, Tensor[] inputs, Tensor gradient, ScalarType type)
    {
        // The reference is f32 throughout, so that bf16 is held to one rounding of the true value, and not to another's roundings.
        var ours = inputs.Select(input => input.detach().clone().requires_grad_()).ToArray();
        var wide = inputs.Select(input => input.detach().to(ScalarType.Float32).clone().requires_grad_()).ToArray();
        var (relative, absolute) = type == ScalarType.Float32 ? (2e-5, 2e-5) : (1e-2, 2e-2);

        var made = fused(ours);
        var expected = composed(wide);
        made.backward([gradient.to(made.dtype)]);
        expected.backward([gradient.to(ScalarType.Float32)]);

        Assert.True(allclose(made.to(ScalarType.Float32), expected, relative, absolute), "forward");
        for (var i = 0; i < inputs.Length; i++)
        {
            var scale = wide[i].grad!.abs().max().item<float>();
            Assert.True(allclose(ours[i].grad!.to(ScalarType.Float32), wide[i].grad!, relative, absolute * Math.Max(1, scale)), $"gradient of input {i}");
        }
    }
}
