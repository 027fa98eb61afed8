using Xunit.Abstractions;

namespace ChainOfSight.Tests.Cluster.Protocol;

/// <summary>The shipped decisions under seeded faults. A failing seed replays exactly: run it alone and read <see cref="ProtocolSimulation.Lines"/>.</summary>
public sealed class ProtocolSimulationTests(ITestOutputHelper output)
{
    /// <summary>
    /// Promise: whatever silos, network and store do, the run ends, and every state that any live lane ever has is the undisturbed run's: no applied
    /// step is lost or repeated, no slot is counted twice, no replica diverges.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_under_seeded_faults_ends_with_the_true_state(int part)
    {
        const int Seeds = 150;
        var met = new HashSet<string>();
        var (joins, voidOpenings) = (0L, 0L);
        for (var seed = part * Seeds; seed < (part + 1) * Seeds; seed++)
        {
            var simulation = new ProtocolSimulation(seed);
            var wrong = simulation.Run();
            Assert.True(wrong is null, $"seed {seed}: {wrong}");
            met.UnionWith(simulation.Faults);
            joins += simulation.World.Joins;
            voidOpenings += simulation.World.VoidOpenings;
        }

        output.WriteLine($"{joins} joins, {voidOpenings} openings that came to nothing");
        Assert.True(joins > 0 && voidOpenings > 0, $"{joins} joins and {voidOpenings} openings that came to nothing are too few to show anything");

        Assert.Equal(
            [
                "a call to the stage manager failed", "a message was dropped", "a message was repeated", "a write failed", "all die", "drain", "join", "kill", "pause",
                "second activation of the run", "stuck lane", "the reply of a write was lost", "wrong sum",
            ],
            met.Order(StringComparer.Ordinal));
    }

    /// <summary>Promise: without faults nothing but training happens: one generation per stage.</summary>
    [Fact]
    public void Run_without_faults_has_one_generation_per_stage()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var simulation = new ProtocolSimulation(seed, PlantedBug.None, faultRate: 0);
            Assert.Null(simulation.Run());
            Assert.Equal(2, simulation.Record.Generation);
        }
    }

    /// <summary>Promise: the simulation finds the bugs that it is for. Few seeds of a thousand show a skipped fence, so that its search begins near one of them.</summary>
    [Theory]
    [InlineData(PlantedBug.SkipFence, 2300, 400)]
    [InlineData(PlantedBug.DropChecksum, 0, 1000)]
    [InlineData(PlantedBug.ApplyOnPoll, 0, 1000)]
    public void Planted_bug_is_found(PlantedBug bug, int from, int within)
    {
        // A seed that fails without the bug shows nothing.
        var found = Enumerable.Range(from, within).FirstOrDefault(seed => new ProtocolSimulation(seed, bug).Run() is not null && new ProtocolSimulation(seed).Run() is null, -1);
        output.WriteLine($"found by seed {found}");
        Assert.True(found >= 0, $"{within} seeds from {from} on did not find {bug}");
    }
}
