using ChainOfSight.Actors.Membership;
using ChainOfSight.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Tests.Actors.Processes;

/// <summary>Real processes: they find each other through the store, a kill is known at once, the name comes back, and strangers stay out.</summary>
public sealed class ProcessTests : IDisposable
{
    private const string Secret = "secret of the process tests";
    private static readonly TimeSpan DeadlockGuard = TimeSpan.FromMinutes(3);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Killed_process_is_known_at_once_its_grains_move_and_it_can_come_back()
    {
        using var one = SiloProcess.Start(folder.Path, "one", Secret);
        Assert.Equal("serving", await one.SaysAsync());
        using var two = SiloProcess.Start(folder.Path, "two", Secret);
        Assert.Equal("serving", await two.SaysAsync());
        using var client = await ConnectAsync();
        var grains = client.Services.GetRequiredService<IGrainFactory>();
        var view = client.Services.GetRequiredService<IClusterMembership>();
        await SeenAsync(view, names => names.SetEquals(["one", "two"]));
        var places = await PlacesAsync(grains);
        Assert.Equal(["one", "two"], places.Values.Distinct().Order());

        // One that has not begun when the process dies would begin at the other, as it should.
        var grain = grains.GetGrain<IPlaceGrain>(places.First(place => place.Value == "two").Key);
        var stuck = grain.Never();
        using (var deadlock = new CancellationTokenSource(DeadlockGuard))
        {
            while (await grain.Begun() == 0)
            {
                Assert.False(deadlock.IsCancellationRequested, "the call did not begin at the silo 'two'");
            }
        }

        await two.KillAsync();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => stuck.WaitAsync(DeadlockGuard));
        await SeenAsync(view, names => names.SetEquals(["one"]));
        Assert.Equal(["one"], (await PlacesAsync(grains)).Values.Distinct());

        using var again = SiloProcess.Start(folder.Path, "two", Secret, two.Port);
        Assert.Equal("serving", await again.SaysAsync());
        await SeenAsync(view, names => names.SetEquals(["one", "two"]));
        Assert.Equal(0, await again.StopAsync());
        await SeenAsync(view, names => names.SetEquals(["one"]));
        await client.StopAsync();
    }

    [Fact]
    public async Task Wrong_secret_and_a_name_that_is_taken_are_refused_with_the_reason_and_harm_nobody()
    {
        using var one = SiloProcess.Start(folder.Path, "one", Secret);
        Assert.Equal("serving", await one.SaysAsync());
        using var stranger = SiloProcess.Start(folder.Path, "two", "another secret of the tests");
        using var twin = SiloProcess.Start(folder.Path, "one", Secret);
        Assert.Contains("secret", await stranger.SaysAsync(), StringComparison.Ordinal);
        Assert.Contains("already named 'one'", await twin.SaysAsync(), StringComparison.Ordinal);
        Assert.Equal(["one"], (await SiloProgram.Table(folder.Path).ReadAllAsync()).Members.Where(row => row.Item1.Status == SiloStatus.Active).Select(row => row.Item1.SiloName));
    }

    private static async Task<Dictionary<string, string>> PlacesAsync(IGrainFactory grains)
    {
        var places = new Dictionary<string, string>();
        for (var i = 0; i < 20; i++)
        {
            places[$"grain-{i}"] = await AskAsync(grains.GetGrain<IPlaceGrain>($"grain-{i}"));
        }

        return places;
    }

    // A call may meet a silo that is just gone; callers ask again.
    private static async Task<string> AskAsync(IPlaceGrain grain)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await grain.Where();
            }
            catch (OrleansException) when (attempt < 100)
            {
                await Task.Yield();
            }
        }
    }

    private static async Task SeenAsync(IClusterMembership view, Func<HashSet<string>, bool> expected)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var changes = view.Subscribe(Look);
        Look(view.Current);
        await seen.Task.WaitAsync(DeadlockGuard);

        void Look(ClusterView now)
        {
            if (expected([.. now.Members.Where(member => member.IsActive).Select(member => member.Name)]))
            {
                seen.TrySetResult();
            }
        }
    }

    private async Task<IHost> ConnectAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client => client.UseLoopbackClustering(_ => SiloProgram.Table(folder.Path), SiloProgram.Transport(Secret)));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
