using System.Runtime.InteropServices;
using ChainOfSight.Tensors.Collectives;

namespace ChainOfSight.Tests.Unit.Collectives;

/// <summary>Groups of GPUs, by the calls of NCCL's C API, against a stand-in for its library: no GPU is needed, and none is proved.</summary>
[Collection(nameof(DeviceGroupTests))]
public sealed class DeviceGroupTests
{
    private static readonly IDeviceCollectives Collectives = StandInLibrary.Collectives;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Members_end_with_the_sum_over_all_and_give_everything_back(int members)
    {
        using (var memory = new Pieces(members, 2, 37))
        {
            var groups = await JoinAsync(members);
            for (var step = 0; step < 3; step++)
            {
                memory.Fill(step);
                await Task.WhenAll(groups.Select((group, rank) => SumAsync(group, memory, rank)));
                for (var rank = 0; rank < members; rank++)
                {
                    Assert.All(Enumerable.Range(0, 2), bucket => Assert.Equal(
                        Enumerable.Range(0, 37).Select(i => Enumerable.Range(0, members).Sum(from => Pieces.Value(step, from, bucket, i))), memory[rank, bucket].ToArray()));
                }
            }

            Array.ForEach(groups, group => group.Dispose());
        }

        Assert.Equal(0, StandInLibrary.Live);
    }

    [Fact]
    public async Task Member_that_never_comes_is_given_up()
    {
        using var giveUp = new CancellationTokenSource();
        var joining = Collectives.JoinAsync(Collectives.NewKey(), 0, 2, 0, giveUp.Token);
        Assert.False(joining.IsCompleted);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => joining);
        Assert.Equal(0, StandInLibrary.Live);
    }

    [Fact]
    public async Task Member_that_dies_in_a_sum_is_given_up_and_the_rest_join_anew()
    {
        using var memory = new Pieces(3, 1, 8);
        memory.Fill(0);
        var groups = await JoinAsync(3);
        using var giveUp = new CancellationTokenSource();
        var waiting = new List<Task>();
        for (var rank = 0; rank < 2; rank++)
        {
            await groups[rank].SumAsync(groups[rank].Mark(), memory.Address(rank, 0), 8, giveUp.Token);
            waiting.Add(groups[rank].WaitAsync(giveUp.Token));
        }

        Assert.DoesNotContain(waiting, wait => wait.IsCompleted);
        await giveUp.CancelAsync();
        foreach (var wait in waiting)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        }

        groups[2].Dispose();
        Assert.Equal(0, StandInLibrary.Live);
        Assert.Throws<ObjectDisposedException>(() => groups[0].Mark());
        memory.Fill(1);
        var rest = await JoinAsync(2);
        await Task.WhenAll(rest.Select((group, rank) => SumAsync(group, memory, rank)));
        Assert.Equal(Pieces.Value(1, 0, 0, 5) + Pieces.Value(1, 1, 0, 5), memory[1, 0][5]);
        Array.ForEach(rest, group => group.Dispose());
        Assert.Equal(0, StandInLibrary.Live);
    }

    [Fact]
    public async Task Members_that_disagree_are_told_which_call_failed_and_why()
    {
        using var memory = new Pieces(2, 1, 8);
        memory.Fill(0);
        var groups = await JoinAsync(2);
        await groups[0].SumAsync(groups[0].Mark(), memory.Address(0, 0), 8, default);

        var fault = await Assert.ThrowsAsync<DeviceCollectiveException>(() => groups[1].SumAsync(groups[1].Mark(), memory.Address(1, 0), 7, default));

        Assert.Contains("ncclAllReduce", fault.Message, StringComparison.Ordinal);
        Assert.Contains("invalid usage", fault.Message, StringComparison.Ordinal);
        Assert.Contains("members disagree", fault.Message, StringComparison.Ordinal);
        Array.ForEach(groups, group => group.Dispose());
        Assert.Equal(0, StandInLibrary.Live);
    }

    [Fact]
    public async Task Device_that_does_not_exist_is_named_by_the_call_that_met_it()
    {
        var fault = await Assert.ThrowsAsync<DeviceCollectiveException>(() => Collectives.JoinAsync(Collectives.NewKey(), 0, 1, 8, default));

        Assert.Contains("cudaSetDevice", fault.Message, StringComparison.Ordinal);
        Assert.Contains("invalid device ordinal", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_of_another_length_is_refused()
    {
        var fault = await Assert.ThrowsAsync<DeviceCollectiveException>(() => Collectives.JoinAsync([1, 2, 3], 0, 1, 0, default));

        Assert.Contains("128", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_is_read_as_NCCL_writes_it() => Assert.Equal("NCCL 2.14.5", Collectives.Name);

    [Fact]
    public void Library_that_is_missing_is_said_with_what_to_do()
    {
        var missing = new NcclCollectives(() => NcclLibrary.Open("/nowhere/libnccl.so")).Missing;

        Assert.NotNull(missing);
        Assert.Contains("/nowhere/libnccl.so", missing, StringComparison.Ordinal);
        Assert.Contains("2.14", missing, StringComparison.Ordinal);
    }

    private static async Task<IDeviceGroup[]> JoinAsync(int members)
    {
        var key = Collectives.NewKey();
        return await Task.WhenAll(Enumerable.Range(0, members).Select(rank => Collectives.JoinAsync(key, rank, members, rank, default)));
    }

    private static async Task SumAsync(IDeviceGroup group, Pieces memory, int rank)
    {
        for (var bucket = 0; bucket < memory.Buckets; bucket++)
        {
            await group.SumAsync(group.Mark(), memory.Address(rank, bucket), memory.Elements, default);
        }

        await group.WaitAsync(default);
    }

    // Memory of members' "GPUs".
    private sealed unsafe class Pieces(int members, int buckets, int elements) : IDisposable
    {
        private readonly nint[] memory = [.. Enumerable.Range(0, members * buckets).Select(_ => (nint)NativeMemory.Alloc((nuint)elements, sizeof(float)))];

        public int Buckets => buckets;

        public int Elements => elements;

        public Span<float> this[int member, int bucket] => new((void*)Address(member, bucket), elements);

        public static float Value(int step, int member, int bucket, int i) => (step * 100) + (member * 10) + bucket + (i * 0.5f);

        public nint Address(int member, int bucket) => memory[(member * buckets) + bucket];

        public void Fill(int step)
        {
            for (var member = 0; member < members; member++)
            {
                for (var bucket = 0; bucket < buckets; bucket++)
                {
                    for (var i = 0; i < elements; i++)
                    {
                        this[member, bucket][i] = Value(step, member, bucket, i);
                    }
                }
            }
        }

        public void Dispose() => Array.ForEach(memory, piece => NativeMemory.Free((void*)piece));
    }
}
