using ChainOfSight.Client;
using ChainOfSight.Grains.Contracts.Clusters;
using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Tests.Silo.Stopping;

namespace ChainOfSight.Tests.Silo.Client;

/// <summary>A client's calls outlive the silo that they first went to, and faults of the grain itself come through as they are.</summary>
public sealed class CosClientTests
{
    private readonly ManualClock clock = new();

    [Fact]
    public async Task Call_is_repeated_until_a_silo_answers()
    {
        var calls = 0;
        var client = Open((_, _) => ++calls < 4 ? throw Gone() : Task.FromResult(new ClusterView()));

        Assert.Empty((await TurnAsync(client.ClusterAsync())).Silos);
        Assert.Equal(4, calls);
    }

    [Fact]
    public async Task Call_that_nobody_answers_ends_with_what_to_do()
    {
        var client = Open((_, _) => throw Gone());

        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => TurnAsync(client.Run("tiny").StatusAsync()));

        Assert.Contains("status of the run \"tiny\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("./cos silo", error.Message, StringComparison.Ordinal);
        Assert.True(clock.GetElapsedTime(0) >= TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Refusal_of_a_grain_is_not_repeated()
    {
        var calls = 0;
        var client = Open((_, _) =>
        {
            calls++;
            return Task.FromException(new UnknownRunException("tiny"));
        });

        await Assert.ThrowsAsync<UnknownRunException>(() => client.Run("tiny").PauseAsync());
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Orders_reach_their_grain_with_their_arguments()
    {
        var heard = new List<string>();
        var client = Open((method, arguments) =>
        {
            heard.Add($"{method.Name}({string.Join(", ", arguments)})");
            return Task.CompletedTask;
        });

        await client.CordonAsync("a", on: false);
        await client.DrainAsync("b");
        await client.Run("tiny").StopAsync();

        Assert.Equal(["Cordon(cluster, a, False)", "Drain(cluster, b)", "Stop(tiny)"], heard);
    }

    [Fact]
    public async Task Watching_goes_on_where_the_run_moved_to_another_silo()
    {
        var watched = new List<long>();
        var client = Open((method, arguments) =>
        {
            if (method.Name == nameof(IRun.Watch))
            {
                watched.Add((long)arguments[1]!);
                return watched.Count switch { 1 => Lines(1, 3, Gone()), 2 => Lines(1, 2, null), _ => Lines(3, 1, null) };
            }

            // A new activation has two lines at first, then a third with which the run is complete.
            return Task.FromResult(new RunView { Run = "tiny", Phase = watched.Count < 3 ? RunPhase.Training : RunPhase.Completed, LastLine = watched.Count < 2 ? 2 : 3 });
        });

        var numbers = new List<long>();
        await foreach (var line in client.Run("tiny").WatchAsync())
        {
            numbers.Add(line.Number);
        }

        Assert.Equal([0, 0, 2], watched);
        Assert.Equal([1, 2, 3, 1, 2, 3], numbers);
    }

    private static SiloUnavailableException Gone() => new("the silo is gone");

    private static async IAsyncEnumerable<RunLine> Lines(long first, int count, Exception? fault)
    {
        for (var i = 0; i < count; i++)
        {
            yield return new RunLine { Number = first + i, Json = "{}" };
        }

        await Task.Yield();
        if (fault is not null)
        {
            throw fault;
        }
    }

    private CosClient Open(Func<System.Reflection.MethodInfo, object?[], object?> answer) => new(new FakeGrains(answer), TimeSpan.FromSeconds(5), clock);

    private async Task<T> TurnAsync<T>(Task<T> call)
    {
        while (!call.IsCompleted)
        {
            clock.Next();
            await Task.Yield();
        }

        return await call;
    }
}
