using ChainOfSight.Data.Collation;
using ChainOfSight.Data.Quarantine;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Tests.Unit.Elastic.Lanes;

/// <summary>Lanes do all that a run does: stages, hand-over, held-out loss, steps that are left out.</summary>
public sealed class LaneStageTests
{
    [Fact]
    public async Task Whole_run_with_other_numbers_of_lanes_in_each_stage_has_the_bits_of_a_run_on_one_device()
    {
        var recipe = TinyRecipe.Read();
        var alone = new MemoryBlobStore();
        var run = new TinyRun(alone, recipe);
        await run.TrainAsync();
        var (_, expected) = (await new CheckpointCatalog(alone).FindNewestAsync("tiny", _ => { }))!.Value;

        var store = new MemoryBlobStore();
        string? checkpoint = null;
        for (var index = 0; index < recipe.Stages.Count; index++)
        {
            await using var cluster = new LaneCluster(store, recipe) { Generation = index + 1 };
            if (index == 3)
            {
                await cluster.OpenAsync(1, 2, checkpoint);
                await Assert.ThrowsAsync<LaneOrderException>(() => cluster.Lanes[0].OpenAsync(cluster.Order(3, checkpoint), default));
                var transformed = await cluster.Lanes[0].TransformAsync(new TransformOrder("tiny", cluster.Generation, 3, checkpoint, "me"), default).WaitAsync(LaneCluster.Guard);
                Assert.Null(transformed.Held);
                var report = Assert.Single(run.Events.OfType<HandOverDone>()).Report;
                Assert.Equal((report.LossBefore, report.LossAfter, report.ConstantMapError), (transformed.Report.LossBefore, transformed.Report.LossAfter, transformed.Report.ConstantMapError));
                checkpoint = transformed.Saved.Name.Folder;
            }

            var steps = recipe.Stages[index].TotalSteps;
            await cluster.OpenAsync(new[] { 1, 3, 2, 4 }[index], index, checkpoint);
            await cluster.StepAsync(index, 0, steps);
            Assert.Equal(run.Events.OfType<HeldOutLoss>().Last(loss => loss.Stage == recipe.Stages[index].Name).Loss, await MeasureAsync(cluster, index));
            checkpoint = (await cluster.SaveAsync(index, steps)).Name.Folder;
        }

        ReplicaBitsTests.Equal(expected, await new CheckpointReader(store).ReadAsync(CheckpointName.Parse(checkpoint!)!));
    }

    [Fact]
    public async Task Loss_that_is_not_finite_reaches_all_lanes_with_its_slot_and_the_step_is_left_out_everywhere()
    {
        var recipe = TinyRecipe.ReadOnly("eyes", ("\"kind\": \"vision\",", "\"kind\": \"vision\", \"nonFinite\": \"skip\","), ("\"slots\": 2", "\"slots\": 5"));
        var data = new TinyData
        {
            Change = (_, step, slot, batch) => (step, slot) == (1, 3)
                ? batch with { Pixels = [.. batch.Pixels.Select(_ => float.NaN)], Quarantined = [new QuarantineEntry("shades", "s", 3, 0, "bad", "00")] }
                : batch,
        };
        var run = new TinyRun(new MemoryBlobStore(), recipe) { Data = data };
        await run.TrainAsync();
        await using var cluster = new LaneCluster(new MemoryBlobStore(), recipe) { Data = data };
        await cluster.OpenAsync(3, 0);
        await cluster.StepAsync(0, 0, 1);

        var reduced = await cluster.ReduceAsync(0, 1);

        Assert.All(reduced, answer =>
        {
            Assert.Equal((3, "the loss is NaN"), (answer.Fault!.Slot, answer.Fault.What));
            Assert.Equal(4, answer.Fault.Samples.Count);
            Assert.Equal(3, Assert.Single(answer.Quarantined).Index);
        });
        await cluster.ApplyAsync(0, reduced);
        await cluster.StepAsync(0, 2, 6);
        Assert.Contains("slot 3: the loss is NaN", cluster.Steps[1], StringComparison.Ordinal);
        Assert.Equal(run.Events.OfType<StepDone>().Select(step => $"{step.Loss:R}"), cluster.Steps.Select(step => step.Split(' ')[1]));
    }

    [Fact]
    public async Task Step_without_loss_tokens_and_empty_slots_are_left_out_as_on_one_device()
    {
        var recipe = TinyRecipe.ReadOnly("words");
        var data = new TinyData
        {
            Change = (_, step, slot, batch) => step == 1 || (step, slot) == (2, 1)
                ? batch with { Labels = [.. batch.Labels.Select(_ => SlotBatch.IgnoredLabel)] }
                : batch,
        };
        var run = new TinyRun(new MemoryBlobStore(), recipe) { Data = data };
        await run.TrainAsync();
        await using var cluster = new LaneCluster(new MemoryBlobStore(), recipe) { Data = data };
        await cluster.OpenAsync(2, 0);
        await cluster.StepAsync(0, 0, 6);

        Assert.Contains("no loss tokens in the batch", cluster.Steps[1], StringComparison.Ordinal);
        Assert.Equal(run.Events.OfType<StepDone>().Select(step => $"{step.Loss:R}"), cluster.Steps.Select(step => step.Split(' ')[1]));
    }

    [Fact]
    public async Task Lane_with_other_conditions_is_refused_and_each_difference_is_named()
    {
        await using var cluster = new LaneCluster(new MemoryBlobStore(), TinyRecipe.ReadOnly("words"));
        var mark = Assert.Single(await cluster.OpenAsync(1, 0));
        var other = mark.Conditions with { Threads = 9, Blas = "another.so" };

        var error = await Assert.ThrowsAsync<ConditionsDifferException>(() => cluster.Lanes[0].OpenAsync(cluster.Order(0) with { Required = other }, default));

        Assert.Equal(2, error.Differences.Count);
        Assert.Contains("threads per lane is 1 here, the run has 9", error.Message, StringComparison.Ordinal);
        Assert.Contains("another.so", error.Message, StringComparison.Ordinal);
        Assert.Equal(mark, await cluster.Lanes[0].OpenAsync(cluster.Order(0) with { Required = mark.Conditions }, default));
    }

    [Fact]
    public async Task Save_is_verified_while_training_goes_on_and_holds_the_state_of_its_step()
    {
        var recipe = TinyRecipe.ReadOnly("words");
        var store = new MemoryBlobStore();
        await using var cluster = new LaneCluster(store, recipe);
        await cluster.OpenAsync(2, 0);
        await cluster.StepAsync(0, 0, 2);
        var expected = await cluster.HashAsync();

        var saving = cluster.SaveAsync(0, 2, lane: 1);
        await cluster.StepAsync(0, 2, 4);
        var saved = await saving;

        await using var other = new LaneCluster(store, recipe) { Generation = 2 };
        Assert.Equal(expected, Assert.Single(await other.OpenAsync(1, 0, saved.Name.Folder)).StateHash);
    }

    [Fact]
    public async Task Saves_that_overlap_each_other_and_training_hold_the_states_of_their_steps()
    {
        var recipe = TinyRecipe.ReadOnly("words");
        var store = new MemoryBlobStore();
        await using var cluster = new LaneCluster(store, recipe);
        await cluster.OpenAsync(1, 0);
        var (hashes, saving) = (new List<string>(), new List<Task<SavedCheckpoint>>());
        for (var step = 0; step < 5; step++)
        {
            hashes.Add(await cluster.HashAsync());
            saving.Add(cluster.SaveAsync(0, step));
            await cluster.StepAsync(0, step, step + 1);
        }

        var found = new List<string>();
        foreach (var saved in await Task.WhenAll(saving).WaitAsync(LaneCluster.Guard))
        {
            await using var other = new LaneCluster(store, recipe) { Generation = 2 };
            found.Add(Assert.Single(await other.OpenAsync(1, 0, saved.Name.Folder)).StateHash);
        }

        Assert.Equal(hashes, found);
    }

    [Fact]
    public async Task Ticket_of_a_state_that_is_not_offered_any_more_is_refused()
    {
        await using var cluster = new LaneCluster(new MemoryBlobStore(), TinyRecipe.ReadOnly("words"));
        await cluster.OpenAsync(1, 0);
        var ticket = await cluster.Lanes[0].OfferStateAsync(new OfferState("tiny", 0, 0, 1), default);
        await cluster.Lanes[0].OfferStateAsync(new OfferState("tiny", 0, 0, 1), default);
        await using var joiner = await cluster.StartAsync();
        await joiner.OpenAsync(cluster.Order(0) with { IsForJoin = true }, default);

        await Assert.ThrowsAsync<PeerExchangeException>(() => joiner.TakeStateAsync(new TakeState("tiny", 1, ticket), default));
        Assert.Equal(StepHoldings.None, joiner.Holdings);
    }

    [Fact]
    public async Task Stage_that_was_opened_in_order_to_join_is_of_no_use_until_it_has_the_state_of_a_peer()
    {
        await using var cluster = new LaneCluster(new MemoryBlobStore(), TinyRecipe.ReadOnly("words"));
        await cluster.OpenAsync(1, 0);
        await using var joiner = await cluster.StartAsync();
        await joiner.OpenAsync(cluster.Order(0) with { IsForJoin = true }, default);
        await cluster.StepAsync(0, 0, 2);

        var refused = await Assert.ThrowsAsync<LaneOrderException>(() => joiner.OfferStateAsync(new OfferState("tiny", 0, 0, 1), default));
        Assert.Contains("in order to join", refused.Message, StringComparison.Ordinal);
        Assert.Equal(StepHoldings.None, joiner.Holdings);
        var hashes = new List<string>();
        for (var step = 2L; step < 4; step++)
        {
            // Taken twice: the first time the others went on without it.
            var ticket = await cluster.Lanes[0].OfferStateAsync(new OfferState("tiny", 0, step, 1), default);
            var mark = await joiner.TakeStateAsync(new TakeState("tiny", 1, ticket), default);
            Assert.Equal((step, ticket.StateHash), (mark.NextStep, mark.StateHash));
            Assert.Equal(step, joiner.Holdings.NextStep);
            hashes.Add(mark.StateHash);
            await cluster.StepAsync(0, step, step + 1);
        }

        Assert.NotEqual(hashes[0], hashes[1]);
    }

    [Fact]
    public async Task Activity_says_what_a_lane_waits_for()
    {
        var recipe = TinyRecipe.ReadOnly("words");
        using var asked = new SemaphoreSlim(0);
        using var go = new ManualResetEventSlim();
        var data = new TinyData
        {
            Change = (_, step, _, batch) =>
            {
                if (step == 0)
                {
                    asked.Release();
                    go.Wait(LaneCluster.Guard);
                }

                return batch;
            },
        };
        await using var cluster = new LaneCluster(new MemoryBlobStore(), recipe) { Data = data };
        await cluster.OpenAsync(1, 0);
        Assert.Equal(LaneWork.Idle, cluster.Lanes[0].Activity.Work);
        var reducing = cluster.ReduceAsync(0, 0);
        await asked.WaitAsync(LaneCluster.Guard);
        await Until(() => cluster.Lanes[0].Activity.Wait == LaneWait.Data);

        var activity = cluster.Lanes[0].Activity;
        go.Set();
        var reduced = await reducing;

        Assert.Equal(LaneWork.Reducing, activity.Work);
        Assert.Contains("step 0, slot 0", activity.Detail, StringComparison.Ordinal);
        Assert.NotNull(activity.WaitingSince);
        Assert.True(reduced[0].DataWait > TimeSpan.Zero);
    }

    private static async Task Until(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Yield();
        }
    }

    private static async Task<double?> MeasureAsync(LaneCluster cluster, int stage)
    {
        var slots = HeldOutTree.Slots(8, TinyRecipe.Read().Stages[stage].SamplesPerSlot);
        var parts = await Task.WhenAll(Enumerable.Range(0, slots).Select(slot =>
            cluster.Lanes[slot % cluster.Lanes.Count].MeasureAsync(new MeasureOrder(cluster.Run, stage, cluster.Generation, 8, slot, 1), default))).WaitAsync(LaneCluster.Guard);
        return HeldOutTree.Mean(slots, parts.SelectMany(part => part.Slots));
    }
}
