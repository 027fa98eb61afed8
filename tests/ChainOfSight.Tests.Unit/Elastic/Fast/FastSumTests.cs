using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Steps;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Tests.Unit.Elastic.Fast;

/// <summary>A local sum is the same to the bit whether its last slot was added in buckets or in tensors.</summary>
public sealed class FastSumTests
{
    [Fact]
    public void Sum_whose_last_slot_is_in_buckets_is_whole_again_when_the_step_goes_on()
    {
        using var scope = NewDisposeScope();
        var pool = new PayloadPool();
        var sum = new FastSum([zeros(3), zeros(2)]);
        var buckets = new BucketSum(new BucketLayout([3, 2]), round: 0, self: 0, members: 2, contributors: [0, 1], pool);
        sum.Keep(0, Node([1, 2, 3], [4, 5]));
        var last = Node([10, 20, 30], [40, 50]);
        buckets.Take(1, sum.Gradients[1], last.Gradient!.Gradients[1]);

        Assert.True(sum.Keep(1, last, buckets, parameter => parameter == 1));
        Assert.Equal([true, true], sum.Touched);
        Assert.Equal([false, true], sum.Gradients.Select(gradient => gradient is null));

        Assert.True(sum.Start(generation: 2, keeps: true));
        sum.Keep(2, Node([100, 200, 300], [400, 500]));
        Assert.Equal([111, 222, 333], sum.Gradients[0]!.data<float>().ToArray());
        Assert.Equal([444, 555], sum.Gradients[1]!.data<float>().ToArray());
        sum.Release();
    }

    [Fact]
    public void Sum_that_is_dropped_drops_what_buckets_hold()
    {
        using var scope = NewDisposeScope();
        var sum = new FastSum([zeros(2)]);
        var buckets = new BucketSum(new BucketLayout([2]), round: 0, self: 0, members: 2, contributors: [0, 1], new PayloadPool());
        var slot = Node([1, 2]);
        buckets.Take(0, null, slot.Gradient!.Gradients[0]);
        sum.Keep(0, slot, buckets, _ => true);

        Assert.True(sum.Start(generation: 2, keeps: false));

        Assert.Equal([false], sum.Touched);
        Assert.Null(sum.Gradients[0]);
        Assert.Empty(sum.Nodes);
    }

    private static StepNode Node(params float[][] gradients) => new() { Gradient = new SlotGradient([.. gradients.Select(values => tensor(values))], Loss: 1, Tokens: 1, Samples: 1), Samples = 1 };
}
