using ChainOfSight.Torch;
using ChainOfSight.Torch.Autograd;
using ChainOfSight.Torch.Memory;
using static ChainOfSight.Torch.torch;
using F = ChainOfSight.Torch.torch.nn.functional;

namespace ChainOfSight.Tests.Unit.Torch;

/// <summary>Recompute changes memory, never numbers.</summary>
[Collection(nameof(LiveTensorCollection))]
public sealed class RecomputeTests
{
    // Loss, gradients of inputs and of parameters, with dropout, in f32 and bf16, over three blocks.
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Gradients_with_recompute_equal_those_without_to_the_bit(ScalarType type)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var blocks = Enumerable.Range(0, 3).Select(_ => nn.Sequential(nn.Linear(16, 32), nn.GELU(), nn.Dropout(0.3), nn.Linear(32, 16)).to(type)).ToArray();
        var data = randn([5, 16], type);

        var plain = Step(blocks, data, recompute: false);
        var again = Step(blocks, data, recompute: true);

        Assert.Equal(plain.Count, again.Count);
        Assert.All(plain.Zip(again), pair => Assert.True(pair.First.Equals(pair.Second)));
    }

    // Parameters learn even where the input needs no gradient.
    [Fact]
    public void Parameters_get_gradients_when_the_input_needs_none()
    {
        using var scope = NewDisposeScope();
        var layer = nn.Linear(3, 2);
        Recompute.Run(layer.forward, ones(4, 3)).sum().backward();

        Assert.Equal([4f, 4, 4, 4, 4, 4], layer.weight.grad!.data<float>().ToArray());
    }

    // Several inputs and results; a result without influence; an input that needs no gradient.
    [Fact]
    public void Several_inputs_and_results_get_their_own_gradients()
    {
        using var scope = NewDisposeScope();
        var a = tensor(2f, requires_grad: true);
        var b = tensor(5f, requires_grad: true);
        var c = tensor(7f);
        var results = Recompute.Run(t => [t[0] * t[1] * t[2], t[1] + t[2]], [a, b, c], 2);
        results[0].backward();

        Assert.Equal(35f, a.grad!.item<float>());
        Assert.Equal(14f, b.grad!.item<float>());
        Assert.Null(c.grad);
    }

    // Without recording it is a plain call.
    [Fact]
    public void Without_recording_the_function_runs_once_and_keeps_nothing()
    {
        using var scope = NewDisposeScope();
        var before = LiveTensors.CallbackCount;
        var calls = 0;
        using (no_grad())
        {
            var y = Recompute.Run(
                x =>
                {
                    calls++;
                    return x * 2;
                },
                ones(2));
            Assert.False(y.requires_grad);
        }

        Assert.Equal(1, calls);
        Assert.Equal(before, LiveTensors.CallbackCount);
    }

    // A fault of the function in forward or in backward arrives as it was thrown, and leaves nothing behind.
    [Fact]
    public void Exception_of_the_function_reaches_the_caller_and_leaves_nothing()
    {
        var before = LiveTensorCollection.Settled();
        using (NewDisposeScope())
        {
            var x = ones([2], requires_grad: true);
            Assert.Throws<TorchShapeException>(() => Recompute.Run(t => t.matmul(ones(3)), x));
            var calls = 0;
            var y = Recompute.Run(t => calls++ == 0 ? t * 2 : throw new InvalidOperationException("the second time"), x);
            Assert.Throws<InvalidOperationException>(() => y.sum().backward());
        }

        Assert.Equal(before, LiveTensorCollection.Settled());
    }

    private static List<Tensor> Step(nn.Module<Tensor, Tensor>[] blocks, Tensor data, bool recompute)
    {
        manual_seed(7);
        var input = data.clone().requires_grad_();
        var x = input * 1;
        foreach (var block in blocks)
        {
            block.zero_grad();
            x = x + (recompute ? Recompute.Run(block.forward, x) : block.forward(x));
        }

        var loss = x.@float().pow(2).sum();
        loss.backward();
        return [loss.detach(), input.grad!.clone(), .. blocks.SelectMany(b => b.parameters()).Select(p => p.grad!.clone()), rand(3)];
    }
}
