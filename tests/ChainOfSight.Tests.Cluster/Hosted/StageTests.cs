using ChainOfSight.Grains.Contracts.Checkpoints;
using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Contracts.Stages;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Grains.Stages;
using ChainOfSight.Tests.Cluster.StandIn;

namespace ChainOfSight.Tests.Cluster.Hosted;

/// <summary>Stages through the grains: what ends one, what holds a hand-over, what an operator may do about it. Every applied step has the truth's state.</summary>
public sealed class StageTests
{
    private static readonly RunSubmission Submission = new() { Recipe = "{ \"seed\": 1 }" };

    /// <summary>Promise: a hand-over whose loss rose holds the run with the old checkpoint as the latest; retry does it again.</summary>
    [Fact]
    public async Task Held_hand_over_is_done_again_by_retry()
    {
        await using var cluster = await StartAsync();
        cluster.World.Judge = _ => ("the loss rose", true);
        await cluster.Run.Submit(Submission);
        var held = await HeldAsync(cluster);
        var change = (await cluster.Run.StageHistory()).Single();
        var latest = (await CheckpointsAsync(cluster)).Single(one => one.IsLatest);

        cluster.World.Judge = _ => (null, true);
        await cluster.Run.Stage(new StageOrder { Kind = StageOrderKind.Retry });
        await CompletedAsync(cluster);

        Assert.Equal(("the loss rose", 0), (held.Reason, held.StageIndex));
        Assert.Equal((StageState.Held, "the loss rose", "one-12"), (change.State, change.Reason, latest.Checkpoint.Title));
        Assert.Equal((StageState.Training, 2), ((await cluster.Run.StageHistory())[0].State, (await cluster.Run.StageHistory())[0].Attempts));
        await Assert.ThrowsAsync<RefusedException>(() => cluster.Run.Stage(new StageOrder { Kind = StageOrderKind.Retry }));
    }

    /// <summary>Promise: an operator accepts one hand-over, not those that follow; one whose checks failed can't be accepted at all.</summary>
    [Fact]
    public async Task Accepting_counts_for_one_hand_over_and_for_losses_only()
    {
        await using var cluster = await StartAsync();
        cluster.World.Judge = stage => ($"into {stage}", true);
        await cluster.Run.Submit(Submission);
        await HeldAsync(cluster);
        await cluster.Run.Stage(new StageOrder { Kind = StageOrderKind.Accept });
        var second = await cluster.UntilAsync("the second hand-over is held", run => run.Phase == RunPhase.Held && run.StageIndex == 1);

        cluster.World.Judge = _ => ("a constant map differs", false);
        await cluster.Run.Stage(new StageOrder { Kind = StageOrderKind.Accept });
        var failed = await cluster.UntilAsync("the check that failed holds it again", run => run.Phase == RunPhase.Held && run.Reason != second.Reason);
        cluster.World.Judge = _ => (null, true);
        await cluster.Run.Stage(new StageOrder { Kind = StageOrderKind.Retry });
        await CompletedAsync(cluster);

        Assert.Equal(("into 2", "a constant map differs"), (second.Reason, failed.Reason));
    }

    /// <summary>Promise: revert begins a new generation at the named checkpoint while the run trains, after changes of the generation and across stages.</summary>
    [Fact]
    public async Task Running_run_goes_back_to_a_named_checkpoint()
    {
        await using var cluster = await StartAsync(silos: 3, steps: 60);
        await cluster.Run.Submit(Submission);
        await cluster.UntilAsync("first steps", run => run.Step > 6);
        cluster.Kill(cluster.Cluster.Silos[0]);
        await cluster.WakeAsync();
        var before = await cluster.UntilAsync("the second stage", run => run.StageIndex == 1 && run.Step > 6);

        await cluster.Run.Stage(new StageOrder { Kind = StageOrderKind.Revert, Checkpoint = "one-60" });
        var back = await cluster.UntilAsync("it is back", run => run.Generation > before.Generation);
        var again = await cluster.UntilAsync("the second stage again", run => run.StageIndex == 1 && run.Step > 6);
        await cluster.Run.Stage(new StageOrder { Kind = StageOrderKind.Revert, Checkpoint = "two-5" });
        await cluster.UntilAsync("it is back again", run => run.Generation > again.Generation);

        Assert.True(back.Generation > before.Generation);
        Assert.Contains("three-0", (await Assert.ThrowsAsync<RefusedException>(() => cluster.Run.Stage(new StageOrder { Kind = StageOrderKind.Revert, Checkpoint = "three-0" }))).Message, StringComparison.Ordinal);
        await CompletedAsync(cluster);
    }

    /// <summary>Promise: a run that rests, held or finished, goes back too, and keeps it when the silo of its grain dies at once.</summary>
    [Fact]
    public async Task Resting_run_goes_back_and_keeps_it()
    {
        await using var cluster = await StartAsync();
        cluster.World.Judge = _ => ("the loss rose", true);
        await cluster.Run.Submit(Submission);
        var held = await HeldAsync(cluster);
        await cluster.Run.Stage(new StageOrder { Kind = StageOrderKind.Revert, Checkpoint = "one-12" });
        var again = await cluster.UntilAsync("it is held again", run => run.Phase == RunPhase.Held && run.Generation > held.Generation);
        cluster.World.Judge = _ => (null, true);
        await cluster.Run.Stage(new StageOrder { Kind = StageOrderKind.Retry });
        var done = await CompletedAsync(cluster);

        var host = cluster.Host;
        await cluster.Run.Stage(new StageOrder { Kind = StageOrderKind.Revert, Checkpoint = "two-12" });
        cluster.Kill(host);
        await cluster.WakeAsync();
        await cluster.UntilAsync("it trains again", run => run.Generation > done.Generation && (run.StageIndex, run.Step).CompareTo((2, 12)) <= 0);
        await CompletedAsync(cluster);

        Assert.True(again.Generation > held.Generation);
        Assert.Contains(await cluster.Run.StageHistory(), change => change.Reason?.Contains("reverted to one-12", StringComparison.Ordinal) == true);
    }

    /// <summary>Promise: a stage ends by its samples, by its steps and by an operator's word, and the history says by which.</summary>
    [Fact]
    public async Task Stages_end_by_samples_steps_and_operator()
    {
        await using var cluster = await StartAsync(steps: 40, early: true, outline: stages => [stages[0], stages[1] with { BySamples = true }, stages[2]]);
        await cluster.Run.Submit(Submission);
        await cluster.UntilAsync("first steps", run => run.Step > 3);
        await cluster.Run.Stage(new StageOrder { Kind = StageOrderKind.Next });
        await CompletedAsync(cluster);

        var history = await cluster.Run.StageHistory();
        Assert.Equal(["operator", "samples"], history.Select(change => change.Trigger));
        Assert.InRange(history[0].Last!.Step, 4, 39);
        Assert.Equal(40, history[1].Last!.Step);
    }

    /// <summary>Promise: the plateau of the held-out loss ends a stage at the same step whether or not the run was stopped or its grain lost meanwhile.</summary>
    [Fact]
    public async Task Plateau_ends_a_stage_at_the_same_step_in_a_disturbed_run()
    {
        await using var cluster = await StartAsync(
            silos: 3, steps: 60, early: true, outline: stages => [.. stages.Select((stage, index) => index == 0 ? stage with { Plateau = new PlateauRule(4, 0.01) } : stage)]);

        // Measured at 4, 8, 12, …: the loss falls until 12 and then no more, so that 28 ends it.
        cluster.World.HeldOut = (_, step) => step < 12 ? 10 - (step * 0.5) : 4;
        await cluster.Run.Submit(Submission);
        await cluster.UntilAsync("two losses without improvement", run => run.Step > 17);
        await cluster.Run.Stop();
        await cluster.UntilAsync("it stops", run => run.Phase == RunPhase.Interrupted);
        await cluster.Run.Submit(Submission);
        await cluster.UntilAsync("a third one", run => run.Step > 21);
        cluster.Kill(cluster.Host);
        await cluster.WakeAsync();
        await CompletedAsync(cluster);

        var change = (await cluster.Run.StageHistory())[0];
        Assert.Equal(("plateau", 28L), (change.Trigger, change.Last!.Step));
    }

    /// <summary>Promise: whichever state of a stage change was written last when the silos of run and stage manager die, the change goes on from there.</summary>
    [Theory]
    [InlineData(StageState.Quiescing)]
    [InlineData(StageState.Saving)]
    [InlineData(StageState.Transforming)]
    [InlineData(StageState.Verifying)]
    public async Task Change_goes_on_after_the_death_of_its_grains_in_any_state(StageState state)
    {
        await using var cluster = await StartAsync(silos: 4);
        var (met, killed) = (0, 0);
        cluster.StateWritten = written =>
        {
            if (written is StagePlanState plan && plan.Order is not null && plan.State == state && Interlocked.Exchange(ref met, 1) == 0)
            {
                foreach (var silo in cluster.HostsOf(grains => grains.GetGrain<IRun>("run")).Concat(cluster.HostsOf(grains => grains.GetGrain<IStageManager>("run"))).Distinct().ToList())
                {
                    // Counted first: on Orleans the end of a silo may take its own turn, which this is, along.
                    killed++;
                    cluster.Kill(silo);
                }
            }
        };
        await cluster.Run.Submit(Submission);
        await cluster.UntilAsync("the change begins and its silos die", _ => Volatile.Read(ref killed) > 0);
        await cluster.WakeAsync();
        await CompletedAsync(cluster);

        Assert.Equal(["steps", "steps"], (await cluster.Run.StageHistory()).Where(change => change.State == StageState.Training).Select(change => change.Trigger));
    }

    private static Task<RunView> HeldAsync(StandInCluster cluster) => cluster.UntilAsync("the hand-over is held", run => run.Phase == RunPhase.Held);

    private static async Task<RunView> CompletedAsync(StandInCluster cluster)
    {
        var view = await cluster.UntilAsync("training", run => run.Phase is RunPhase.Completed or RunPhase.Failed or RunPhase.Held);
        Assert.Equal((RunPhase.Completed, null), (view.Phase, view.Reason));
        Assert.Empty(cluster.World.Violations);
        return view;
    }

    private static Task<IReadOnlyList<CheckpointView>> CheckpointsAsync(StandInCluster cluster) => cluster.Cluster.Client.GetGrain<ICheckpoint>("run").List();

    private static Task<StandInCluster> StartAsync(int silos = 2, long steps = 12, bool early = false, Func<List<StageOutline>, IReadOnlyList<StageOutline>>? outline = null)
    {
        var world = new StandInWorld(new Random(1), [new("one", steps, 6), new("two", steps, 5), new("three", steps, 4)]) { MayEndEarly = early, FailsSave = _ => false };
        List<StageOutline> stages =
        [
            .. world.Stages.Select(stage => new StageOutline
            {
                Name = stage.Name,
                Steps = stage.Steps,
                Slots = stage.Slots,
                NeedsTransform = true,
                SaveEvery = 5,
                MeasureEvery = 4,
                MeasuredSamples = 4,
                MeasuredSlots = 4,
            }),
        ];
        return StandInCluster.StartAsync(silos, 1, new RunOutline { RecipeHash = "h", Stages = outline?.Invoke(stages) ?? stages, Keep = 100 }, world);
    }
}
