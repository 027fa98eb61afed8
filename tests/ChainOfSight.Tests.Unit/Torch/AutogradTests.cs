using ChainOfSight.Torch;
using ChainOfSight.Torch.Autograd;
using ChainOfSight.Torch.Memory;
using static ChainOfSight.Torch.torch;
using F = ChainOfSight.Torch.torch.nn.functional;

namespace ChainOfSight.Tests.Unit.Torch;

/// <summary>Gradients agree with differences; hooks fire as often as promised; faults come back as they were thrown.</summary>
[Collection(nameof(LiveTensorCollection))]
public sealed class AutogradTests : IDisposable
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> Functions = new()
    {
        ["gelu"] = x => F.gelu(x),
        ["silu"] = F.silu,
        ["softmax"] = x => F.softmax(x, -1).pow(2),
        ["layer_norm"] = x => F.layer_norm(x, [4]).pow(3),
        ["matmul"] = x => x.matmul(x.t()),
        ["index_select"] = x => x.index_select(0, tensor(new long[] { 2, 0, 2 })).pow(2),
        ["attention"] = x => F.scaled_dot_product_attention(x, x.sin(), x.cos(), is_casual: true),
        ["cross_entropy"] = x => F.cross_entropy(x, tensor(new long[] { 0, 3, 1 })),
    };

    private readonly DisposeScope _scope = NewDisposeScope();

    public static TheoryData<string> Names => [.. Functions.Keys];

    public void Dispose() => _scope.Dispose();

    // Each partial derivative within 1e-6 of the central difference, in doubles.
    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_equals_the_central_difference(string name)
    {
        manual_seed(3);
        var function = Functions[name];
        var x = randn([3, 4], ScalarType.Float64, requires_grad: true);
        function(x).sum().backward();
        var gradient = x.grad!.data<double>().ToArray();

        using var unrecorded = no_grad();
        for (var i = 0; i < gradient.Length; i++)
        {
            const double Step = 1e-5;
            double At(double shift)
            {
                var moved = x.detach().clone();
                moved.data<double>()[i] += shift;
                return function(moved).sum().item<double>();
            }

            Assert.Equal((At(Step) - At(-Step)) / (2 * Step), gradient[i], 1e-6);
        }
    }

    // Two passes add up; a removed gradient is gone.
    [Fact]
    public void Gradients_of_two_passes_add_up()
    {
        var x = tensor(3f, requires_grad: true);
        (x * x).backward();
        (x * x).backward();

        Assert.Equal(12f, x.grad!.item<float>());
        x.grad = null;
        Assert.Null(x.grad);
    }

    // Functional gradients leave grad alone, and can themselves be recorded.
    [Fact]
    public void Second_derivative_of_a_cube_is_six_x()
    {
        var x = tensor(2f, requires_grad: true);
        var first = autograd.grad([x * x * x], [x], create_graph: true)[0];
        var second = autograd.grad([first], [x])[0];

        Assert.Equal(12f, first.item<float>());
        Assert.Equal(12f, second.item<float>());
        Assert.Null(x.grad);
    }

    // Nothing is recorded inside, and the mode before comes back.
    [Fact]
    public void No_grad_records_nothing_and_ends()
    {
        var x = tensor(2f, requires_grad: true);
        using (no_grad())
        {
            Assert.False((x * x).requires_grad);
            using (enable_grad())
            {
                Assert.True((x * x).requires_grad);
            }

            Assert.False(is_grad_enabled());
        }

        Assert.True(is_grad_enabled());
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            Assert.False((x * x).requires_grad);
        }

        Assert.False(is_inference_mode_enabled());
    }

    // A graph that was used up says so.
    [Fact]
    public void Second_backward_of_one_graph_is_a_typed_error()
    {
        var x = tensor(2f, requires_grad: true);
        var y = x.exp();
        y.backward();

        Assert.Contains("second time", Assert.ThrowsAny<TorchException>(y.backward).Message, StringComparison.Ordinal);
    }

    // Once per leaf and pass, after the gradient is complete, even when a leaf is used three times.
    [Fact]
    public void Gradient_ready_hook_fires_once_for_each_leaf_and_pass()
    {
        var leaves = Enumerable.Range(0, 4).Select(i => full(2, 2, i + 1f, requires_grad: true)).ToArray();
        var seen = new List<(int Leaf, float Gradient)>();
        var hooks = leaves.Select((leaf, i) =>
            GradientHook.OnAccumulated(leaf, g => seen.Add((i, g.sum().item<float>())))).ToList();

        void Pass() => leaves.Aggregate(ones(2, 2), (sum, leaf) => sum + (leaf * leaf) + leaf).sum().backward();
        Pass();
        Assert.Equal([0, 1, 2, 3], seen.Select(s => s.Leaf).Order());
        Assert.All(seen, s => Assert.Equal(((2 * (s.Leaf + 1)) + 1) * 4, s.Gradient));

        Pass();
        Assert.Equal(8, seen.Count);
        hooks.ForEach(h => h.Dispose());
        Pass();
        Assert.Equal(8, seen.Count);
    }

    // A hook on a tensor may replace the gradient; removed, it no longer does.
    [Fact]
    public void Tensor_hook_replaces_the_gradient_until_removed()
    {
        var x = tensor(2f, requires_grad: true);
        using (x.register_hook(g => g * 10))
        {
            (x * 3).backward();
        }

        Assert.Equal(30f, x.grad!.item<float>());
        (x * 3).backward();
        Assert.Equal(33f, x.grad!.item<float>());
    }

    // An exception inside a hook arrives at backward's caller as the same object.
    [Fact]
    public void Exception_in_a_hook_reaches_the_caller_of_backward()
    {
        var before = LiveTensors.CallbackCount;
        var x = tensor(2f, requires_grad: true);
        var thrown = new InvalidOperationException("from the hook");
        using (GradientHook.OnAccumulated(x, _ => throw thrown))
        {
            Assert.Same(thrown, Assert.Throws<InvalidOperationException>(() => (x * x).backward()));
        }

        Assert.Equal(before, LiveTensors.CallbackCount);
    }
}
