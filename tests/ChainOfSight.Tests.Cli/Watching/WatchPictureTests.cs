using ChainOfSight.Cli.Watching;
using ChainOfSight.Grains.Contracts.Clusters;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Training.Progress;
using Spectre.Console;

namespace ChainOfSight.Tests.Cli.Watching;

/// <summary>The live view tells in every phase where the run stands and what a person can do, and fits its terminal.</summary>
public sealed class WatchPictureTests
{
    private static readonly RunView Run = new()
    {
        Run = "tiny",
        Phase = RunPhase.Training,
        Generation = 3,
        Stage = "fine",
        StageIndex = 1,
        Step = 500,
        Steps = 2000,
        Loss = 1.25,
        Members = [new MemberView { Replica = "a/cpu:0", Incarnation = "x" }, new MemberView { Replica = "b/cpu:0", Incarnation = "y" }],
    };

    /// <summary>Promise: each phase is named with what it needs, and no line is wider than the terminal.</summary>
    [Theory]
    [InlineData(RunPhase.Waiting, null, "devices: 1 of 2 are there", "./cos silo adds devices")]
    [InlineData(RunPhase.Training, null, null, "25 %, 12:30 left")]
    [InlineData(RunPhase.ChangingStage, null, "the stage change", "changing its stage")]
    [InlineData(RunPhase.Paused, "The disk of '/data' is full: free some space, then go on with the run, which is a rather long sentence for a narrow terminal.", null, "./cos resume tiny goes on")]
    [InlineData(RunPhase.Held, "the loss rose by 23 %, at most 10 % are accepted", null, "./cos stage retry tiny")]
    [InlineData(RunPhase.Failed, "a/cpu:0 does not start: no libtorch", null, "./cos resume tiny tries again")]
    [InlineData(RunPhase.Completed, null, null, "✓ fine")]
    public void Phase_is_told_with_what_it_needs(RunPhase phase, string? reason, string? waitsFor, string told)
    {
        foreach (var width in new[] { 80, 120 })
        {
            var text = Draw(Picture(Run with { Phase = phase, Reason = reason, WaitsFor = waitsFor }), width);

            Assert.All(text.Split('\n'), line => Assert.True(line.TrimEnd().Length <= width, $"wider than {width}: {line}"));
            Assert.Contains(told, text, StringComparison.Ordinal);
            Assert.Contains("pre → ", text, StringComparison.Ordinal);
            Assert.Contains("reducing: step 500, slot 2", text, StringComparison.Ordinal);
            Assert.Contains((reason ?? waitsFor ?? "loss 1.2500").Split(' ')[0], text, StringComparison.Ordinal);
        }
    }

    /// <summary>Promise: a cluster that does not answer is told, and what was seen last stays.</summary>
    [Fact]
    public void Fault_is_told_beside_the_last_look() =>
        Assert.Contains("No silo answered", Draw(Picture(Run) with { Fault = "No silo answered within 30 s" }, 80), StringComparison.Ordinal);

    /// <summary>Promise: the curve has a bounded width however long the stage is, and falls where the loss falls.</summary>
    [Fact]
    public void Loss_curve_stays_bounded_and_falls_with_the_loss()
    {
        var curve = new LossCurve(20);
        for (var step = 0; step < 5000; step++)
        {
            curve.Add(step == 7 ? double.NaN : 5000 - step);
        }

        var drawn = curve.Draw();
        Assert.InRange(drawn.Length, 10, 20);
        Assert.Equal(('█', '▁'), (drawn[0], drawn[^1]));
        Assert.Equal(drawn.OrderDescending().ToArray(), drawn.ToArray());
    }

    private static WatchPicture Picture(RunView run) => new(
        run,
        new ClusterView { Silos = [Silo("a"), Silo("b"), Silo("c") with { IsAlive = false }] },
        [
            new ReplicaView { Replica = "a/cpu:0", Run = "tiny", Phase = ReplicaPhase.Reducing, Activity = "Reducing: step 500, slot 2", For = TimeSpan.FromSeconds(0.2) },
            new ReplicaView { Replica = "b/cpu:0", Run = "tiny", Phase = ReplicaPhase.Reduced, WaitsFor = "Peer", For = TimeSpan.FromSeconds(12) },
        ],
        ["pre", "fine"],
        new StepDone { Stage = "fine", Step = 500, Of = 2000, Loss = 1.25, SamplesPerSecond = 120, TokensPerSecond = 45000, WaitShare = 0.03, Remaining = TimeSpan.FromSeconds(750) },
        "▇▆▅▄▃▂▁",
        ["stage fine begins: many, 18 visual tokens at 32 px", "warning: The replica c/cpu:0 is lost: its silo is gone."],
        null);

    private static SiloView Silo(string name) => new() { Name = name, Start = "127.0.0.1:1@1", IsAlive = true, Devices = ["cpu:0"] };

    private static string Draw(WatchPicture picture, int width)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = width;
        console.Write(picture.Draw());
        return text.ToString();
    }
}
