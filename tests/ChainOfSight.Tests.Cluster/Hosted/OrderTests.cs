using ChainOfSight.Actors.Testing;
using ChainOfSight.Client;
using ChainOfSight.Grains.Contracts.Clusters;
using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Tests.Cluster.Edges;
using ChainOfSight.Tests.Cluster.StandIn;

namespace ChainOfSight.Tests.Cluster.Hosted;

/// <summary>An operator's order that was acknowledged is carried out, whoever dies; given twice it is carried out once.</summary>
public sealed class OrderTests
{
    private const long Long = 100_000;
    private static readonly RunSubmission Submission = new() { Recipe = "{ \"seed\": 1 }" };

    /// <summary>Promise: a stop or a pause that stands in the record is carried out by the next host where the host dies before it knows that it was written.</summary>
    [Theory]
    [InlineData(RunPhase.Paused)]
    [InlineData(RunPhase.Interrupted)]
    public async Task Rest_in_the_record_is_carried_out_by_the_next_host(RunPhase phase)
    {
        await using var cluster = await StartAsync(Long, 12);
        await cluster.Run.Submit(Submission);
        await cluster.UntilAsync("first steps", run => run.Step > 3);
        var killed = KillHostOnce(cluster, entry => entry.Orders.Rest == phase);

        await IgnoreDeathAsync(phase == RunPhase.Paused ? cluster.Run.Pause() : cluster.Run.Stop());
        Assert.True(killed());
        await cluster.WakeAsync();

        await cluster.UntilAsync("resting", run => run.Phase == phase);
        Assert.Empty(cluster.World.Violations);
    }

    /// <summary>Promise: so is the end of a stage, and it ends this stage only.</summary>
    [Fact]
    public async Task Next_stage_in_the_record_is_carried_out_by_the_next_host()
    {
        await using var cluster = await StartAsync(Long, 12);
        await cluster.Run.Submit(Submission);
        await cluster.UntilAsync("first steps", run => run.Step > 3);
        var killed = KillHostOnce(cluster, entry => entry.Orders.EndStage == 0);

        await IgnoreDeathAsync(cluster.Run.Stage(new StageOrder { Kind = StageOrderKind.Next, StageIndex = 0 }));
        Assert.True(killed());
        await cluster.WakeAsync();

        await CompletedAsync(cluster);
        Assert.Equal(["operator"], (await cluster.Run.StageHistory()).Where(change => change.State == Grains.Contracts.Stages.StageState.Training).Select(change => change.Trigger));
    }

    /// <summary>Promise: any order to a run that was acknowledged is carried out although its host dies at once.</summary>
    [Theory]
    [InlineData("pause")]
    [InlineData("stop")]
    [InlineData("next")]
    [InlineData("revert")]
    public async Task Acknowledged_order_survives_the_death_of_the_host(string order)
    {
        await using var cluster = await StartAsync(Long, 12);
        await cluster.Run.Submit(Submission);
        await cluster.ToldAsync("\"event\":\"checkpoint\"");
        var before = await cluster.UntilAsync("steps after a checkpoint", run => run.Step > 7);
        var host = cluster.Host;

        await (order switch
        {
            "pause" => cluster.Run.Pause(),
            "stop" => cluster.Run.Stop(),
            "next" => cluster.Run.Stage(new StageOrder { Kind = StageOrderKind.Next, StageIndex = 0 }),
            _ => cluster.Run.Stage(new StageOrder { Kind = StageOrderKind.Revert, Checkpoint = "one-5" }),
        });
        cluster.Kill(host);
        await cluster.WakeAsync();

        switch (order)
        {
            case "pause" or "stop":
                await cluster.UntilAsync("resting", run => run.Phase == (order == "pause" ? RunPhase.Paused : RunPhase.Interrupted));
                break;
            case "next":
                await CompletedAsync(cluster);
                Assert.InRange((await cluster.Run.StageHistory())[0].Last!.Step, 8, Long - 1);
                break;
            default:
                await cluster.UntilAsync("it went back", run => run.Generation > before.Generation && run.Step >= 5);
                Assert.Equal("one-5", (await RecordAsync(cluster)).Reverted?.To.Title);
                break;
        }

        Assert.Empty(cluster.World.Violations);
    }

    /// <summary>Promise: a cordon and a drain that were acknowledged hold although the host of the cluster's grain dies at once.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Acknowledged_cordon_or_drain_survives_the_death_of_the_host(bool isDrain)
    {
        await using var cluster = await StartAsync(Long, 12, silos: 4);
        await cluster.Run.Submit(Submission);
        await cluster.UntilAsync("all train", run => run.Step > 3 && run.Members.Count(member => member.IsMember) == 4);
        var grain = cluster.Cluster.Client.GetGrain<ICluster>(ICluster.Key);
        var host = cluster.HostsOf(grains => grains.GetGrain<ICluster>(ICluster.Key)).Single();
        var meant = cluster.Cluster.Silos.First(silo => silo != host).Name;

        await (isDrain ? grain.Drain(meant) : grain.Cordon(meant, true));
        cluster.Kill(host);
        await cluster.WakeAsync();

        if (isDrain)
        {
            await cluster.UntilAsync("the drain", run => run.Step > 0 && run.Members.Count > 0 && run.Members.All(member => !member.Replica.StartsWith(meant + "/", StringComparison.Ordinal)));
        }

        var view = (await cluster.Cluster.Client.GetGrain<ICluster>(ICluster.Key).Status()).Silos.Single(silo => silo.Name == meant);
        Assert.Equal((true, isDrain), (view.IsCordoned, view.IsDraining));
        Assert.Empty(cluster.World.Violations);
    }

    /// <summary>Promise: going on before the ordered rest takes that order back, by resuming and by submitting, and stays so when the host dies at once.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Going_on_takes_an_ordered_rest_back(bool byResume)
    {
        await using var cluster = await StartAsync(200, 12);
        await cluster.Run.Submit(Submission);
        await cluster.UntilAsync("first steps", run => run.Step > 3);
        var host = cluster.Host;

        await cluster.Run.Stop();
        await (byResume ? cluster.Run.Resume() : cluster.Run.Submit(Submission));
        cluster.Kill(host);
        await cluster.WakeAsync();

        await CompletedAsync(cluster);
        Assert.Equal(new StandingOrders(), (await RecordAsync(cluster)).Orders);
    }

    /// <summary>Promise: a stop is carried out although all who trained die before their step ends.</summary>
    [Fact]
    public async Task Stop_is_carried_out_where_every_member_dies()
    {
        await using var cluster = await StartAsync(Long, 12, silos: 2);
        await cluster.Run.Submit(Submission);
        await cluster.UntilAsync("first steps", run => run.Step > 3);
        var silos = cluster.Cluster.Silos.ToList();
        await cluster.Cluster.StartSiloAsync();
        var killed = 0;
        cluster.StateWritten = state =>
        {
            if (state is RunEntry { Orders.Rest: RunPhase.Interrupted, Phase: RunPhase.Training } && Interlocked.Exchange(ref killed, 1) == 0)
            {
                silos.ForEach(cluster.Kill);
            }
        };

        await IgnoreDeathAsync(cluster.Run.Stop());
        Assert.Equal(1, killed);
        await cluster.WakeAsync();

        await cluster.UntilAsync("resting", run => run.Phase == RunPhase.Interrupted);
    }

    /// <summary>Promise: the end of a stage that is ordered again after the stage has ended, as by a call whose answer was lost, ends no other stage.</summary>
    [Fact]
    public async Task Repeated_next_stage_ends_no_other_stage()
    {
        await using var cluster = await StartAsync(Long, 300);
        await cluster.Run.Submit(Submission);
        await cluster.UntilAsync("first steps", run => run.Step > 3);
        var order = new StageOrder { Kind = StageOrderKind.Next, StageIndex = 0 };

        await cluster.Run.Stage(order);
        await cluster.Run.Stage(order);
        await cluster.UntilAsync("the second stage", run => run.StageIndex == 1 && run.Step > 3);
        await cluster.Run.Stage(order);

        Assert.Equal((1, 300), ((await CompletedAsync(cluster)).StageIndex, cluster.World.Furthest.Step));
    }

    /// <summary>Promise: a run that rests ends its stage once it goes on; one that is complete has none to end and says so.</summary>
    [Fact]
    public async Task Next_stage_of_a_resting_run_waits_for_it_to_go_on()
    {
        await using var cluster = await StartAsync(Long, 12);
        await cluster.Run.Submit(Submission);
        await cluster.UntilAsync("first steps", run => run.Step > 3);
        await cluster.Run.Pause();
        await cluster.UntilAsync("resting", run => run.Phase == RunPhase.Paused);

        var client = new CosClient(cluster.Cluster.Client, TimeSpan.FromSeconds(30)).Run("run");
        await client.StageAsync(new StageOrder { Kind = StageOrderKind.Next });
        Assert.Equal(RunPhase.Paused, (await cluster.Run.Status()).Phase);
        await cluster.Run.Resume();
        await CompletedAsync(cluster);

        Assert.Equal("operator", (await cluster.Run.StageHistory())[0].Trigger);
        Assert.Contains("no stage to end", (await Assert.ThrowsAsync<RefusedException>(() => client.StageAsync(new StageOrder { Kind = StageOrderKind.Next }))).Message, StringComparison.Ordinal);
    }

    // Kills the run's host at the write of a record, before its grain knows of it; tells whether it happened.
    private static Func<bool> KillHostOnce(StandInCluster cluster, Func<RunEntry, bool> when)
    {
        var killed = 0;
        cluster.StateWritten = state =>
        {
            if (state is RunEntry { Phase: RunPhase.Training } entry && when(entry) && Interlocked.Exchange(ref killed, 1) == 0)
            {
                cluster.Kill(cluster.Host);
            }
        };
        return () => Volatile.Read(ref killed) == 1;
    }

    private static async Task IgnoreDeathAsync(Task order)
    {
        try
        {
            await order;
        }
        catch (Exception e) when (e is TimeoutException or SiloUnavailableException or OrleansMessageRejectionException)
        {
        }
    }

    private static async Task<RunView> CompletedAsync(StandInCluster cluster)
    {
        var view = await cluster.UntilAsync("the end", run => run.Phase is RunPhase.Completed or RunPhase.Failed or RunPhase.Held or RunPhase.Paused or RunPhase.Interrupted);
        Assert.Equal((RunPhase.Completed, null), (view.Phase, view.Reason));
        Assert.Empty(cluster.World.Violations);
        return view;
    }

    private static async Task<RunEntry> RecordAsync(StandInCluster cluster)
    {
        var state = new GrainState<RunEntry>(new RunEntry());
        await new Clustering.BlobGrainStorage(cluster.Store, "test").ReadStateAsync("run", cluster.Cluster.Silos[0].GrainFactory.GetGrain<IRun>("run").GetGrainId(), state);
        return state.State!;
    }

    private static Task<StandInCluster> StartAsync(long first, long second, int silos = 3)
    {
        var world = new StandInWorld(new Random(1), [new("one", first, 6), new("two", second, 5)]) { MayEndEarly = true, FailsSave = _ => false };
        return StandInCluster.StartAsync(silos, 1, new RunOutline
        {
            RecipeHash = "h",
            Stages = [.. world.Stages.Select(stage => new StageOutline { Name = stage.Name, Steps = stage.Steps, Slots = stage.Slots, NeedsTransform = true, SaveEvery = 5 })],
            Keep = 100,
        }, world);
    }
}
