using ChainOfSight.Tests.Actors.Grains;

namespace ChainOfSight.Tests.Actors.Runtime;

/// <summary>Promise: which requests run beside which is decided by the attributes alone, and turns of a grain never run at once.</summary>
public sealed class InterleavingTests : ProbeTest
{
    [Theory]
    [InlineData("plain", "plain", false)]
    [InlineData("plain", "reading", false)]
    [InlineData("plain", "interleaving", true)]
    [InlineData("reading", "plain", false)]
    [InlineData("reading", "reading", true)]
    [InlineData("reading", "interleaving", true)]
    [InlineData("interleaving", "plain", true)]
    [InlineData("interleaving", "reading", true)]
    [InlineData("interleaving", "interleaving", true)]
    public async Task Request_starts_beside_another_by_the_truth_table(string running, string arriving, bool starts)
    {
        var cluster = await Start();
        await Check(cluster.Silos[0].GrainFactory.Plain("t"), running, arriving, starts);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("plain", "reading")]
    [InlineData("reading", "plain")]
    public async Task Reentrant_grain_runs_all_beside_each_other(string running, string arriving)
    {
        var cluster = await Start();
        await Check(cluster.Silos[0].GrainFactory.GetGrain<IReentrantProbeGrain>("t"), running, arriving, true);
    }

    [Fact]
    public async Task Interleaving_request_passes_plain_ones_that_wait()
    {
        var cluster = await Start();
        var grain = cluster.Silos[0].GrainFactory.Plain("p");
        var first = grain.Hold("first");
        var second = grain.Hold("second");
        var passing = grain.HoldInterleaving("passing");
        await Gates.Entered("passing");
        Assert.False(Gates.HasEntered("second"));
        Gates.Open("passing");
        Gates.Open("first");
        await Gates.Entered("second");
        Gates.Open("second");
        await Task.WhenAll(first, second, passing).OrDeadlock();
    }

    [Fact]
    public async Task Helper_tasks_of_a_request_never_run_at_once()
    {
        var cluster = await Start();
        Assert.Equal(8 * 5_000, await cluster.Silos[0].GrainFactory.Plain("h").AddFromHelpers(8, 5_000).OrDeadlock());
    }

    [Fact]
    public async Task Helper_tasks_of_interleaving_requests_never_run_at_once()
    {
        var cluster = await Start();
        var grain = cluster.Silos[0].GrainFactory.GetGrain<IReentrantProbeGrain>("h");
        var sums = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => grain.AddFromHelpers(4, 1_000))).OrDeadlock();
        Assert.Equal(10 * 4 * 1_000, sums.Max());
    }

    private async Task Check(IProbeGrain grain, string running, string arriving, bool starts)
    {
        await grain.Ticks().OrDeadlock("the grain is active");
        var first = Call(grain, running, "running");
        await Gates.Entered("running");
        var second = Call(grain, arriving, "arriving");

        // The barrier may start always and was queued last: when it has, the one before has had its chance.
        var barrier = grain.HoldInterleaving("barrier");
        await Gates.Entered("barrier");
        Assert.Equal(starts, Gates.HasEntered("arriving"));
        Gates.Open("barrier");
        Gates.Open("running");
        Gates.Open("arriving");
        await Task.WhenAll(first, second, barrier).OrDeadlock();
    }

    private static Task Call(IProbeGrain grain, string kind, string gate) => kind switch
    {
        "plain" => grain.Hold(gate),
        "reading" => grain.HoldReading(gate),
        _ => grain.HoldInterleaving(gate),
    };
}
