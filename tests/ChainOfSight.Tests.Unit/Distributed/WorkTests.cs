using ChainOfSight.Torch.Distributed;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Tests.Unit.Distributed;

/// <summary>Operations run on while their rank does something else, and what does not end in time says what, where and how long.</summary>
public sealed class WorkTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1.5);

    [Fact]
    public void Work_is_unfinished_until_every_rank_has_come_and_can_be_waited_for_twice()
    {
        using var proceed = new ManualResetEventSlim();
        var results = Ranks.Gather(3, group =>
        {
            var mine = ones([4]);
            if (group.Rank != 0)
            {
                Assert.True(proceed.Wait(Ranks.Patience), "rank 0 never saw its work unfinished");
                group.AllReduce(mine);
                return mine.data<float>()[3];
            }

            using var work = group.StartAllReduce(mine);
            Assert.False(work.IsCompleted);
            Assert.Null(work.Exception);
            var early = Assert.Throws<DistributedTimeoutException>(() => work.Wait(TimeSpan.FromMilliseconds(20)));
            Assert.Equal(("all-reduce", (int?)0), (early.Operation, early.Rank));
            proceed.Set();
            work.Wait(Ranks.Patience);
            work.Wait();
            Assert.True(work.IsCompleted);
            Assert.Null(work.Exception);
            return mine.data<float>()[3];
        });

        Assert.Equal([3, 3, 3], results);
    }

    [Fact]
    public void Receive_is_unfinished_until_the_other_rank_sends()
    {
        using var proceed = new ManualResetEventSlim();
        Ranks.Run(2, group =>
        {
            if (group.Rank == 1)
            {
                Assert.True(proceed.Wait(Ranks.Patience), "rank 0 never saw its receive unfinished");
                group.Send(full([2], 9, dtype: ScalarType.Float32), to: 0);
                return;
            }

            var into = zeros([2]);
            using var work = group.StartReceive(into, from: 1);
            Assert.False(work.IsCompleted);
            Assert.Throws<DistributedTimeoutException>(() => work.Wait(TimeSpan.FromMilliseconds(20)));
            proceed.Set();
            work.Wait();
            Assert.True(work.IsCompleted);
            Assert.Equal(9, into.data<float>()[1]);
        });
    }

    [Fact]
    public void Several_operations_under_way_at_once_keep_their_order()
    {
        var results = Ranks.Gather(3, group =>
        {
            var tensors = Enumerable.Range(0, 20).Select(i => full([100], i * (group.Rank + 1), dtype: ScalarType.Float32)).ToList();
            var works = tensors.Select(each => group.StartAllReduce(each)).ToList();
            works.ForEach(work => work.Wait());
            works.ForEach(work => work.Dispose());
            return tensors.Select(each => each.data<float>()[99]).ToArray();
        });

        Assert.All(results, result => Assert.Equal(Enumerable.Range(0, 20).Select(i => i * 6f), result));
    }

    [Fact]
    public void Collective_with_a_missing_rank_times_out_naming_operation_rank_and_time()
    {
        using var done = new CountdownEvent(2);
        var faults = Ranks.Try(3, group =>
        {
            if (group.Rank == 2)
            {
                Assert.True(done.Wait(Ranks.Patience), "the other ranks never gave up");
                return;
            }

            try
            {
                group.AllReduce(ones([8]));
            }
            finally
            {
                done.Signal();
            }
        }, Short);

        // The first to give up hangs up, which the other may notice before its own time is over.
        Assert.IsAssignableFrom<DistributedException>(faults[0]);
        Assert.IsAssignableFrom<DistributedException>(faults[1]);
        var timeout = Assert.IsType<DistributedTimeoutException>(faults.OfType<DistributedTimeoutException>().First());
        Assert.Equal(("all-reduce", Short), (timeout.Operation, timeout.Limit));
        Assert.Contains($"of rank {timeout.Rank}", timeout.Message, StringComparison.Ordinal);
        Assert.Contains("1.5 s", timeout.Message, StringComparison.Ordinal);
        Assert.Null(faults[2]);
    }

    [Fact]
    public void Work_that_failed_keeps_its_exception()
    {
        using var done = new ManualResetEventSlim();
        var faults = Ranks.Try(2, group =>
        {
            if (group.Rank == 1)
            {
                Assert.True(done.Wait(Ranks.Patience), "rank 0 never gave up");
                return;
            }

            try
            {
                using var work = group.StartReceive(zeros([1]), from: 1);
                Assert.Throws<DistributedTimeoutException>(() => work.Wait());
                Assert.True(work.IsCompleted);
                Assert.IsType<DistributedTimeoutException>(work.Exception);
                Assert.Throws<DistributedTimeoutException>(() => work.Wait());
            }
            finally
            {
                done.Set();
            }
        }, Short);

        Assert.All(faults, Assert.Null);
    }

    [Fact]
    public void Rank_that_never_joins_times_out()
    {
        using var store = TcpStore.Open("127.0.0.1", 0, isServer: true, Short);

        var refusal = Assert.Throws<DistributedTimeoutException>(() => ProcessGroup.Gloo(store, 0, 2, Short));

        Assert.Equal(0, refusal.Rank);
        Assert.Contains("joining a group of 2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rank_that_leaves_is_noticed()
    {
        var faults = Ranks.Try(2, group =>
        {
            group.Barrier();
            if (group.Rank == 0)
            {
                group.AllReduce(ones([4]));
            }
        });

        Assert.IsAssignableFrom<DistributedException>(faults[0]);
        Assert.Null(faults[1]);
    }
}
