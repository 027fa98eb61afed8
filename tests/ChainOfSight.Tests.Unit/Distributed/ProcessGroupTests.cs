using ChainOfSight.Torch;
using ChainOfSight.Torch.Distributed;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Tests.Unit.Distributed;

/// <summary>Each collective gives every rank the right values, for every type and layout it takes.</summary>
public sealed class ProcessGroupTests
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Int16)]
    [InlineData(ScalarType.Byte)]
    public void All_reduce_adds_the_tensors_of_all_ranks(ScalarType type)
    {
        var results = Ranks.Gather(3, group =>
        {
            var mine = (arange(6) + 10 * group.Rank).to(type);
            group.AllReduce(mine);
            return mine.to(ScalarType.Float64).data<double>().ToArray();
        });

        Assert.All(results, result => Assert.Equal([30, 33, 36, 39, 42, 45], result));
    }

    [Fact]
    public void All_reduce_of_bf16_adds_in_f32_and_rounds_once()
    {
        // In bf16, 256 + 1 is 256 again; added in f32 and rounded once the sum is 258.
        var results = Ranks.Gather(3, group =>
        {
            var mine = full([1], group.Rank == 0 ? 256 : 1).to(ScalarType.BFloat16);
            group.AllReduce(mine);
            return (mine.dtype, mine.to(ScalarType.Float32).item<float>());
        });

        Assert.All(results, result => Assert.Equal((ScalarType.BFloat16, 258f), result));
    }

    [Theory]
    [InlineData(ReduceOp.Max, 3f)]
    [InlineData(ReduceOp.Min, 1f)]
    [InlineData(ReduceOp.Product, 6f)]
    public void All_reduce_takes_other_reductions(ReduceOp op, float expected)
    {
        var results = Ranks.Gather(3, group =>
        {
            var mine = full([2], group.Rank + 1, dtype: ScalarType.Float32);
            group.AllReduce(mine, op);
            return mine.data<float>().ToArray();
        });

        Assert.All(results, result => Assert.Equal([expected, expected], result));
    }

    [Fact]
    public void Transposed_tensors_and_parameters_are_written_in_place()
    {
        var results = Ranks.Gather(2, group =>
        {
            var storage = arange(6).to(ScalarType.Float32).view(2, 3);
            var parameter = storage.t().requires_grad_();
            group.AllReduce(parameter);
            group.Broadcast(parameter, root: 1);
            return storage.data<float>().ToArray();
        });

        Assert.All(results, result => Assert.Equal([0, 2, 4, 6, 8, 10], result));
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Int16)]
    [InlineData(ScalarType.Bool)]
    public void Broadcast_gives_one_ranks_tensor_to_all(ScalarType type)
    {
        var results = Ranks.Gather(3, group =>
        {
            var mine = full([2, 2], group.Rank == 1 ? 1 : 0).to(type);
            group.Broadcast(mine, root: 1);
            return mine.to(ScalarType.Float32).data<float>().ToArray();
        });

        Assert.All(results, result => Assert.Equal([1, 1, 1, 1], result));
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void All_gather_gives_every_rank_all_tensors(ScalarType type)
    {
        var results = Ranks.Gather(3, group =>
        {
            var outputs = Enumerable.Range(0, 3).Select(_ => zeros([2], dtype: type)).ToList();
            group.AllGather(outputs, full([2], group.Rank + 5).to(type));
            return outputs.Select(output => output[1].to(ScalarType.Float32).item<float>()).ToArray();
        });

        Assert.All(results, result => Assert.Equal([5, 6, 7], result));
    }

    [Fact]
    public void Barrier_holds_every_rank_until_all_have_come()
    {
        var arrived = 0;
        var seen = Ranks.Gather(3, group =>
        {
            Interlocked.Increment(ref arrived);
            group.Barrier();
            return Volatile.Read(ref arrived);
        });

        Assert.Equal([3, 3, 3], seen);
    }

    [Fact]
    public void Ring_of_sends_and_receives_delivers_by_tag()
    {
        var results = Ranks.Gather(3, group =>
        {
            var next = (group.Rank + 1) % 3;
            var previous = (group.Rank + 2) % 3;
            var (first, second) = (zeros([2]), zeros([2], dtype: ScalarType.BFloat16));

            // Received in the other order than sent: the tag decides.
            using var one = group.StartSend(full([2], group.Rank, dtype: ScalarType.Float32), next, tag: 1);
            using var two = group.StartSend(full([2], group.Rank + 0.5).to(ScalarType.BFloat16), next, tag: 2);
            group.Receive(second, previous, tag: 2);
            group.Receive(first, previous, tag: 1);
            one.Wait();
            two.Wait();
            return (first[0].item<float>(), second[1].to(ScalarType.Float32).item<float>());
        });

        Assert.Equal([(2f, 2.5f), (0f, 0.5f), (1f, 1.5f)], results);
    }

    [Fact]
    public void Group_of_one_works_alone()
    {
        var result = Ranks.Gather(1, group =>
        {
            var mine = ones([3]);
            group.AllReduce(mine);
            group.Broadcast(mine, 0);
            group.Barrier();
            return mine.data<float>().ToArray();
        });

        Assert.Equal([1, 1, 1], result[0]);
    }

    [Fact]
    public void Arguments_that_make_no_sense_are_refused_before_anything_is_sent() => Ranks.Run(2, group =>
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => group.Broadcast(ones([1]), root: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => group.Send(ones([1]), to: group.Rank));
        Assert.Throws<ArgumentOutOfRangeException>(() => group.Receive(ones([1]), from: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => group.Send(ones([1]), to: 1 - group.Rank, tag: -1));
        Assert.Throws<ArgumentException>(() => group.AllGather([ones([1])], ones([1])));
        Assert.Throws<ArgumentException>(() => group.AllGather([ones([1]), ones([2])], ones([1])));
        Assert.Throws<TorchShapeException>(() => group.AllReduce(ones([1], dtype: ScalarType.Bool)));
        group.Barrier();
    });

    [Fact]
    public void Rank_out_of_range_and_address_of_another_machine_are_refused()
    {
        using var store = TcpStore.Open("127.0.0.1", 0, isServer: true, Ranks.Patience);

        Assert.Throws<ArgumentOutOfRangeException>(() => ProcessGroup.Gloo(store, 2, 2, Ranks.Patience));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProcessGroup.Gloo(store, 0, 0, Ranks.Patience));
        var refusal = Assert.Throws<DistributedException>(() => ProcessGroup.Gloo(store, 0, 1, Ranks.Patience, "192.0.2.1"));
        Assert.Contains("192.0.2.1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nccl_group_is_refused_clearly_where_there_is_no_NCCL()
    {
        if (!Backends.HasNccl)
        {
            using var store = TcpStore.Open("127.0.0.1", 0, isServer: true, Ranks.Patience);
            Assert.Contains("NCCL", Assert.Throws<TorchUnsupportedException>(() => ProcessGroup.Nccl(store, 0, 1, Ranks.Patience)).Message, StringComparison.Ordinal);
        }

        Assert.True(Backends.HasStores);
    }
}
