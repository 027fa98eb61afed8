using System.Collections.Concurrent;
using ChainOfSight.Torch.Distributed;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Tests.Unit.Distributed;

/// <summary>Runs ranks on threads of this process, joined over loopback.</summary>
internal static class Ranks
{
    /// <summary>Far above what any of these tests needs: only a hang reaches it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs one action per rank in a group of its own and gives back what each threw, or null.</summary>
    public static Exception?[] Try(int size, Action<ProcessGroup> action, TimeSpan? timeout = null)
    {
        using var server = TcpStore.Open("127.0.0.1", 0, isServer: true, Patience);
        var faults = new Exception?[size];

        // Joining counts against the group's time-out: no rank begins before all are ready to.
        using var ready = new Barrier(size);
        var threads = Enumerable.Range(0, size).Select(rank => new Thread(() => faults[rank] = Record.Exception(() =>
        {
            using var scope = NewDisposeScope();
            using var store = TcpStore.Open("127.0.0.1", server.Port, isServer: false, Patience);
            Assert.True(ready.SignalAndWait(Patience), "a rank never reached the store");
            using var group = ProcessGroup.Gloo(store, rank, size, timeout ?? Patience);
            action(group);
        })) { IsBackground = true }).ToList();
        threads.ForEach(thread => thread.Start());
        for (var rank = 0; rank < size; rank++)
        {
            Assert.True(threads[rank].Join(Patience * 2), $"rank {rank} of {size} neither finished nor timed out: a collective hangs");
        }

        return faults;
    }

    /// <summary>Runs one action per rank; the first failure fails the test.</summary>
    public static void Run(int size, Action<ProcessGroup> action) => Assert.All(Try(size, action), Assert.Null);

    /// <summary>Runs one function per rank and gives the results in order of rank.</summary>
    public static T[] Gather<T>(int size, Func<ProcessGroup, T> function)
    {
        var results = new ConcurrentDictionary<int, T>();
        Run(size, group => results[group.Rank] = function(group));
        return [.. Enumerable.Range(0, size).Select(rank => results[rank])];
    }
}
