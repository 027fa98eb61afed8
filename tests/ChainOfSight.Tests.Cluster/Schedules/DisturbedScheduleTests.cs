using ChainOfSight.Storage;
using ChainOfSight.Tests.Support.Elastic;
using ChainOfSight.Tests.Support.Schedules;
using ChainOfSight.Tests.Support.Tiny;
using Xunit.Abstractions;

namespace ChainOfSight.Tests.Cluster.Schedules;

/// <summary>Runs with real tensors under seeded schedules of kills, zombies, joins, drains, stops, pauses, stage orders.</summary>
public sealed class DisturbedScheduleTests(ITestOutputHelper output)
{
    /// <summary>Promise: the undisturbed run, to which the others are compared, has the bits of one process that trains alone without a cluster.</summary>
    [Fact]
    public async Task Undisturbed_run_has_the_bits_of_one_process()
    {
        var store = new MemoryBlobStore();
        await new TinyRun(store, SmallRecipe.Read()).TrainAsync();

        Assert.Equal(await RunFingerprint.OfAsync(store, "tiny"), (await new UndisturbedRuns().GetAsync([])).Fingerprint);
    }

    /// <summary>Promise: the hosts of Run, StageManager and Checkpoint may die at any moment of a step, a save, a stage change; CI tries each ninth of the deaths.</summary>
    [Fact]
    public async Task Death_of_a_host_at_any_moment_leaves_the_bits_as_they_are()
    {
        var deaths = (await HostDeaths.EnumerateAsync()).Where((_, number) => number % 9 == 0).ToList();

        var outcomes = await ScheduleSweep.RunAsync(deaths, Environment.ProcessorCount);

        output.WriteLine($"{deaths.Count} deaths: {outcomes}");
        Assert.True(outcomes.Faults.Count == 0, $"{outcomes}\n{string.Join("\n\n", outcomes.Faults.Take(3))}");
        Assert.True(deaths.Count > 10 && outcomes.Happened[DisturbanceKind.Kill] > deaths.Count / 2, $"Of {deaths.Count} deaths {outcomes.Happened[DisturbanceKind.Kill]} found their moment.");
    }

    /// <summary>Promise: 200 disturbed runs have, to the bit, the weights, optimizer, losses and samples of the undisturbed one.</summary>
    [Fact]
    public async Task Disturbed_runs_of_200_seeds_have_the_bits_of_the_undisturbed_one()
    {
        var outcomes = await ScheduleSweep.RunAsync(1, 200, Environment.ProcessorCount);

        output.WriteLine(outcomes.ToString());
        Assert.True(outcomes.Faults.Count == 0, $"{outcomes}\n{string.Join("\n\n", outcomes.Faults.Take(3))}");
        Assert.Equal(200, outcomes.Seeds);
        Assert.All(Enum.GetValues<DisturbanceKind>(), kind => Assert.True(outcomes.Happened.GetValueOrDefault(kind) > 0, $"{kind} never happened."));
    }
}
