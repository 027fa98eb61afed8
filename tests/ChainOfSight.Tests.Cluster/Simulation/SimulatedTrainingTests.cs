using System.Globalization;
using ChainOfSight.Actors.Simulation;
using Xunit.Abstractions;

namespace ChainOfSight.Tests.Cluster.Simulation;

/// <summary>
/// The shipped grain classes under seeded trouble. A failing seed prints itself and replays exactly: run it alone with <c>isTraced</c> and read
/// <see cref="SimulatedTraining.Lines"/>. COS_SIMULATED_SEEDS sets how many seeds are run, COS_SIMULATED_FROM the first one.
/// </summary>
public sealed class SimulatedTrainingTests(ITestOutputHelper output)
{
    private static readonly int Seeds = Setting("COS_SIMULATED_SEEDS", 10_000);
    private static readonly int First = Setting("COS_SIMULATED_FROM", 0);

    // A seed computes without a pause; unbounded, the pool would take it for a blocked one and start hundreds of threads.
    private static readonly ParallelOptions OnAllCores = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    /// <summary>
    /// Promise: whatever silos, network, store and lanes do, the run ends; every state that a live lane ever has is the undisturbed run's; no applied step is lost
    /// or repeated while a member lives, no slot is counted twice, no two replicas are on one device; and every kind of trouble occurs.
    /// </summary>
    [Fact]
    public void Run_on_shipped_grains_ends_with_the_true_state()
    {
        var (faults, met, wrong) = (new FaultLog(), new HashSet<string>(), new List<string>());
        Parallel.For(First, First + Seeds, OnAllCores, seed =>
        {
            var training = new SimulatedTraining((ulong)seed);
            var found = training.Run();
            lock (wrong)
            {
                if (found is not null)
                {
                    wrong.Add(found);
                    output.WriteLine(found);
                }

                met.UnionWith(training.Met);
                faults.Add(training.Cluster.Faults);
            }
        });

        output.WriteLine($"{faults}; {string.Join(", ", met.Order(StringComparer.Ordinal))}");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {Seeds} seeds: {string.Join("\n", wrong.Take(3))}");
        Assert.All(Enum.GetValues<FaultKind>().Where(kind => kind != FaultKind.ClockJump), kind => Assert.True(faults[kind] > 0, $"{kind} never occurred"));
        Assert.Equal(["all die", "drain by an operator", "failed lane", "orders left behind", "pause by an operator", "resume by an operator", "stuck lane", "wrong sum"], met.Order(StringComparer.Ordinal));
    }

    /// <summary>Promise: a seed decides everything, so that a failing one can be looked at.</summary>
    [Fact]
    public void Seed_replays_exactly_and_another_one_differs()
    {
        var runs = new[] { 5UL, 5UL, 6UL }.Select(seed =>
        {
            var training = new SimulatedTraining(seed);
            training.Run();
            return (training.Cluster.Simulation.EventHash, Log: string.Join('\n', training.Lines));
        }).ToList();

        Assert.Equal(runs[0], runs[1]);
        Assert.NotEqual(runs[0].EventHash, runs[2].EventHash);
    }

    /// <summary>
    /// Promise: the simulation finds the bugs that it is for, each within so many seeds. Without the fence a replica obeys what a run ordered before it was
    /// replaced: steps, eras and phases refuse nearly all of that too, so that few seeds of a thousand show it; the search begins near one of them.
    /// </summary>
    [Theory]
    [InlineData(GrainBug.SkipFence, 2000, 400)]
    [InlineData(GrainBug.DropChecksum, 0, 1000)]
    [InlineData(GrainBug.ReuseIncarnation, 0, 200)]
    [InlineData(GrainBug.ApplyOnPoll, 0, 100)]
    [InlineData(GrainBug.KeepDevice, 0, 100)]
    public void Planted_bug_is_found(GrainBug bug, int from, int within)
    {
        var result = Parallel.For(from, from + within, OnAllCores, (seed, search) =>
        {
            // A seed that fails without the bug shows nothing.
            if (!search.IsStopped && new SimulatedTraining((ulong)seed, bug).Run() is { } found && new SimulatedTraining((ulong)seed).Run() is null)
            {
                search.Stop();
                lock (output)
                {
                    output.WriteLine(found);
                }
            }
        });
        Assert.False(result.IsCompleted, $"{within} seeds from {from} on did not find {bug}");
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
