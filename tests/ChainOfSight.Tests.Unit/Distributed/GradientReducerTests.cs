using ChainOfSight.Torch.Autograd;
using ChainOfSight.Torch.Distributed;
using ChainOfSight.Torch.Modules;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Tests.Unit.Distributed;

/// <summary>Two ranks with half the batch each get the gradients of one process with all of it, sent while backward runs.</summary>
public sealed class GradientReducerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(100_000)]
    public void Gradients_of_two_ranks_add_up_to_those_of_one_process(long bucketElements)
    {
        var expected = Alone();

        var results = Ranks.Gather(2, group =>
        {
            var parameters = Parameters();
            using var reducer = new GradientReducer(group, parameters, bucketElements);
            var inputs = Inputs();
            Dictionary<string, float[]> gradients = [];

            // Twice: buffers and counts start afresh.
            for (var step = 0; step < 2; step++)
            {
                parameters.ForEach(parameter => parameter.Parameter.grad = null);
                reducer.Begin();
                Loss(parameters, inputs.narrow(0, group.Rank * 4, 4)).backward();
                gradients = reducer.Finish().ToDictionary(pair => pair.Key, pair => pair.Value.data<float>().ToArray());
            }

            return gradients;
        });

        foreach (var result in results)
        {
            Assert.Equal(expected.Keys.Order(), result.Keys.Order());
            Assert.All(expected, pair => Assert.All(pair.Value.Zip(result[pair.Key]), both => Assert.Equal(both.First, both.Second, 1e-4f)));
        }
    }

    [Fact]
    public void First_buckets_are_on_their_way_before_backward_has_ended()
    {
        var started = Ranks.Gather(2, group =>
        {
            var parameters = Parameters();
            var atFirstLayer = -1;
            GradientReducer? reducer = null;

            // The first layer's gradient is the last to come; this hook runs before the reducer's own.
            using var hook = GradientHook.OnAccumulated(parameters[0].Parameter, _ => atFirstLayer = reducer!.Started);
            reducer = new GradientReducer(group, parameters, bucketElements: 1);
            reducer.Begin();
            Loss(parameters, Inputs().narrow(0, group.Rank * 4, 4)).backward();
            var afterBackward = reducer.Started;
            reducer.Finish();
            reducer.Dispose();
            return (atFirstLayer, afterBackward, reducer.Buckets);
        });

        Assert.All(started, each => Assert.InRange(each.atFirstLayer, 1, each.Buckets - 1));
        Assert.All(started, each => Assert.InRange(each.afterBackward, each.atFirstLayer, each.Buckets));
    }

    [Fact]
    public void Parameter_that_no_rank_touched_is_left_out_and_one_that_some_touched_is_not()
    {
        var results = Ranks.Gather(2, group =>
        {
            List<(string, Tensor)> parameters =
                [("both", new Parameter(ones([2]))), ("one", new Parameter(ones([3]))), ("none", new Parameter(ones([1])))];
            using var reducer = new GradientReducer(group, parameters, bucketElements: 2);
            reducer.Begin();
            var loss = parameters[0].Item2.sum();
            (group.Rank == 1 ? loss + parameters[1].Item2.sum() * 5 : loss).backward();
            return reducer.Finish().ToDictionary(pair => pair.Key, pair => pair.Value.data<float>().ToArray());
        });

        Assert.All(results, result =>
        {
            Assert.Equal(["both", "one"], result.Keys.Order());
            Assert.Equal([2, 2], result["both"]);
            Assert.Equal([5, 5, 5], result["one"]);
        });
    }

    [Fact]
    public void Gradients_in_bf16_are_added_in_f32_and_stay_as_they_were()
    {
        var results = Ranks.Gather(3, group =>
        {
            var parameter = new Parameter(ones([1]).to(ScalarType.BFloat16));
            using var reducer = new GradientReducer(group, [("w", parameter)]);
            reducer.Begin();
            (parameter * (group.Rank == 0 ? 256 : 1)).sum().backward();
            var sum = reducer.Finish()["w"];
            return (sum.dtype, sum.item<float>(), parameter.grad!.to(ScalarType.Float32).item<float>());
        });

        Assert.Equal([(ScalarType.Float32, 258f, 256f), (ScalarType.Float32, 258f, 1f), (ScalarType.Float32, 258f, 1f)], results);
    }

    [Fact]
    public void Calls_out_of_order_are_refused() => Ranks.Run(1, group =>
    {
        var parameter = new Parameter(ones([1]));
        using var reducer = new GradientReducer(group, [("w", parameter)]);
        Assert.Throws<InvalidOperationException>(() => reducer.Finish());
        reducer.Begin();
        Assert.Throws<InvalidOperationException>(() => reducer.Begin());
        parameter.sum().backward();
        Assert.Contains("'w'", Assert.Throws<InvalidOperationException>(() => parameter.sum().backward()).Message, StringComparison.Ordinal);
        Assert.Equal(1, reducer.Finish()["w"].item<float>());
    });

    private static Dictionary<string, float[]> Alone()
    {
        using var scope = NewDisposeScope();
        var parameters = Parameters();
        Loss(parameters, Inputs()).backward();
        return parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Parameter.grad!.data<float>().ToArray());
    }

    private static List<(string Name, Tensor Parameter)> Parameters() =>
    [
        ("first.weight", new Parameter(Wave([6, 5], 0.3))), ("first.bias", new Parameter(Wave([5], 0.7))),
        ("second.weight", new Parameter(Wave([5, 4], 1.1))), ("second.bias", new Parameter(Wave([4], 1.7))),
    ];

    private static Tensor Inputs() => Wave([8, 6], 2.3);

    private static Tensor Loss(List<(string Name, Tensor Parameter)> p, Tensor inputs) =>
        (inputs.matmul(p[0].Parameter).add(p[1].Parameter).tanh().matmul(p[2].Parameter) + p[3].Parameter).square().sum();

    // Made without the random state: ranks are threads and share it.
    private static Tensor Wave(long[] shape, double frequency) =>
        (arange(shape.Aggregate(1L, (product, size) => product * size)).to(ScalarType.Float32) * frequency).sin().view(shape);
}
