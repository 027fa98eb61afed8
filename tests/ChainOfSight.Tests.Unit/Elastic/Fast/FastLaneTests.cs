using System.Globalization;
using ChainOfSight.Data.Collation;
using ChainOfSight.Data.Tokenizing;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Tests.Unit.Collectives;
using ChainOfSight.Tests.Unit.Elastic.Lanes;
using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Tests.Unit.Elastic.Fast;

/// <summary>Mode fast does the steps of mode exact with the same samples, its numbers agree within rounding, and replicas of a run never differ by a bit.</summary>
[Collection(nameof(DeviceGroupTests))]
public sealed class FastLaneTests
{
    private const int Steps = 12;
    private static readonly (string, string)[] FastSteps = [("\"threads\": 1", "\"threads\": 1, \"reduction\": \"fast\""), ("\"steps\": 8, \"slots\": 3", $"\"steps\": {Steps}, \"slots\": 5")];
    private static readonly Recipe Fast = TinyRecipe.ReadOnly("pre", FastSteps);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(7, false)]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(7, true)]
    public async Task Fast_agrees_with_exact_within_rounding_and_all_replicas_are_equal(int replicas, bool fromDeviceToDevice)
    {
        var exact = await RunAsync(TinyRecipe.ReadOnly("pre", FastSteps[1]), 2);

        var fast = await RunAsync(Fast, replicas, fromDeviceToDevice: fromDeviceToDevice);

        Assert.Equal(exact.Select(step => step.Samples), fast.Select(step => step.Samples));
        foreach (var (expected, found) in exact.Zip(fast))
        {
            Assert.Equal(expected.Loss, found.Loss, Math.Abs(expected.Loss) * 1e-4);
            Assert.Equal(expected.Norm, found.Norm, expected.Norm * 1e-3);
        }

        // The first step begins with the same weights: nothing but the order of additions differs.
        Assert.Equal(exact[0].Loss, fast[0].Loss);
        Assert.Equal(exact[0].Norm, fast[0].Norm, exact[0].Norm * 1e-6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Gradient_that_set_off_before_it_was_complete_is_added_up_again(bool fromDeviceToDevice)
    {
        // So many logits that the loss is cut into chunks, which share the output layer; in the first step there are too few rows for that.
        (string, string)[] changes = [("\"steps\": 6, \"slots\": 3, \"samplesPerSlot\": 2", "\"steps\": 6, \"slots\": 4, \"samplesPerSlot\": 40")];
        var data = new ManyWords(new TinyData
        {
            Change = (_, step, _, batch) => step > 0 ? batch : batch with { Labels = [.. batch.Labels.Select((label, i) => i < 10 ? label : SlotBatch.IgnoredLabel)] },
        });
        var exact = await RunAsync(TinyRecipe.ReadOnly("words", changes), 1, data, 3);

        var fast = await RunAsync(TinyRecipe.ReadOnly("words", [FastSteps[0], .. changes]), 2, data, 3, fromDeviceToDevice);

        Assert.All(exact.Zip(fast), pair =>
        {
            Assert.Equal(pair.First.Loss, pair.Second.Loss, Math.Abs(pair.First.Loss) * 1e-4);
            Assert.Equal(pair.First.Norm, pair.Second.Norm, pair.First.Norm * 1e-3);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Death_at_every_point_of_a_step_leaves_survivors_equal_and_repeats_no_held_slot(bool fromDeviceToDevice)
    {
        const int Points = 12;
        var recipe = TinyRecipe.ReadOnly("words", FastSteps[0], ("\"steps\": 6, \"slots\": 3", $"\"steps\": {3 * (Points + 1)}, \"slots\": 7"));
        var mortals = new Dictionary<string, MortalExchange>();
        await using var cluster = new LaneCluster(new MemoryBlobStore(), recipe)
        {
            Collectives = fromDeviceToDevice ? StandInLibrary.Collectives : null,
            Wrap = exchange =>
            {
                lock (mortals)
                {
                    return mortals[exchange.Endpoint] = new MortalExchange(exchange);
                }
            },
        };
        await cluster.OpenAsync(3, 0);
        await using var whole = new LaneCluster(new MemoryBlobStore(), recipe);
        await whole.OpenAsync(1, 0);
        var (step, repeated) = (0L, 0);
        for (var point = 0; point <= Points; point++)
        {
            for (var victim = 0; victim < 3; victim++, step++)
            {
                repeated += await DieAsync(cluster, mortals[cluster.Lanes[victim].Info.Endpoint], victim, point, step);
                await cluster.JoinAsync(0, step + 1);
            }
        }

        await whole.StepAsync(0, 0, step);
        var (expected, found) = (whole.Steps.Select(Parse).ToList(), cluster.Steps.Select(Parse).ToList());
        Assert.Equal(expected.Select(one => one.Samples), found.Select(one => one.Samples));
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First.Loss, pair.Second.Loss, Math.Abs(pair.First.Loss) * 1e-3));
        // A survivor that has not computed its slots when its peer dies holds none of them: how many there are is a matter of time, that some are held is not.
        Assert.InRange(repeated, 1, (7 * 3 * (Points + 1)) - 1);
        await cluster.HashAsync();
    }

    [Fact]
    public async Task Loss_that_is_not_finite_is_left_out_everywhere_with_the_slot_that_exact_names()
    {
        var data = new TinyData
        {
            Change = (_, step, slot, batch) => (step, slot) is (1, 3) or (3, 0) ? batch with { Pixels = [.. batch.Pixels.Select(_ => float.NaN)] } : batch,
        };
        var recipe = TinyRecipe.ReadOnly("eyes", FastSteps[0], ("\"kind\": \"vision\",", "\"kind\": \"vision\", \"nonFinite\": \"skip\","), ("\"slots\": 2", "\"slots\": 5"));
        await using var cluster = new LaneCluster(new MemoryBlobStore(), recipe) { Data = data };
        await cluster.OpenAsync(3, 0);
        await cluster.StepAsync(0, 0, 6);

        Assert.Contains("slot 3: the loss is NaN", cluster.Steps[1], StringComparison.Ordinal);
        Assert.Contains("slot 0: the loss is NaN", cluster.Steps[3], StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Steps.Where((_, i) => i is not (1 or 3)), text => text.Contains("NaN", StringComparison.Ordinal));
        await cluster.HashAsync();
    }

    [Fact]
    public async Task Step_without_loss_tokens_is_left_out_and_slots_without_them_change_nothing()
    {
        var data = new TinyData
        {
            Change = (_, step, slot, batch) => step == 1 || (step, slot) is (2, 1) or (3, 2) ? batch with { Labels = [.. batch.Labels.Select(_ => SlotBatch.IgnoredLabel)] } : batch,
        };
        var exact = await RunAsync(TinyRecipe.ReadOnly("words"), 1, data, 6);

        var fast = await RunAsync(TinyRecipe.ReadOnly("words", FastSteps[0]), 3, data, 6);

        Assert.Equal(exact.Select(one => one.Skipped), fast.Select(one => one.Skipped));
        Assert.Contains("no loss tokens", fast[1].Skipped, StringComparison.Ordinal);
        Assert.All(exact.Zip(fast), pair => Assert.Equal(pair.First.Loss, pair.Second.Loss, Math.Abs(pair.First.Loss) * 1e-4));
    }

    [Fact]
    public void Unknown_reduction_is_refused_with_what_is_legal()
    {
        var error = Assert.Throws<RecipeException>(() => TinyRecipe.ReadOnly("words", ("\"threads\": 1", "\"threads\": 1, \"reduction\": \"quick\"")));

        Assert.Contains("reduction", error.Message, StringComparison.Ordinal);
        Assert.Contains("quick", error.Message, StringComparison.Ordinal);
        Assert.Contains("exact", error.Message, StringComparison.Ordinal);
        Assert.Contains("fast", error.Message, StringComparison.Ordinal);
    }

    // The victim falls silent at that operation of its exchange; where it has fewer, it dies after it has reduced.
    private static async Task<int> DieAsync(LaneCluster cluster, MortalExchange mortal, int victim, int point, long step)
    {
        mortal.DieAfter(point);
        var orders = cluster.Orders(0, step);
        var reducing = cluster.Lanes.Select((lane, i) => lane.ReduceAsync(orders[i], default)).ToList();
        var all = Task.WhenAll(reducing);
        await Task.WhenAny(all, mortal.Died.Task).WaitAsync(LaneCluster.Guard);
        await cluster.KillAsync(victim);
        var polled = cluster.Poll();
        await ((Task)all).WaitAsync(LaneCluster.Guard).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var held = polled.SelectMany(holding => holding.Nodes).SelectMany(node => Enumerable.Range(node.Start, node.Length)).ToHashSet();
        var again = await cluster.ReduceAsync(0, step, polled);
        Assert.Equal(7 - held.Count, again.Sum(answer => answer.ComputedSlots));
        await cluster.ApplyAsync(0, again);
        return 7 - held.Count;
    }

    private static async Task<List<Outcome>> RunAsync(Recipe recipe, int replicas, IStageDataProvider? data = null, int steps = Steps, bool fromDeviceToDevice = false)
    {
        await using var cluster = new LaneCluster(new MemoryBlobStore(), recipe) { Data = data ?? new TinyData(), Collectives = fromDeviceToDevice ? StandInLibrary.Collectives : null };
        await cluster.OpenAsync(replicas, 0);
        await cluster.StepAsync(0, 0, steps);

        // One hash for all.
        await cluster.HashAsync();
        return [.. cluster.Steps.Select(Parse)];
    }

    // step, loss, norm, skipped (may have spaces), digest, samples
    private static Outcome Parse(string line)
    {
        var words = line.Split(' ');
        return new Outcome(Number(words[1]), Number(words[2]), string.Join(' ', words[3..^2]), string.Join(' ', words[^2..]));

        static double Number(string text) => text.Length == 0 ? 0 : double.Parse(text, CultureInfo.InvariantCulture);
    }

    private sealed class ManyWords(TinyData inner) : IStageDataProvider
    {
        public Task<ITokenizer> OpenTokenizerAsync(Recipe recipe, CancellationToken cancellationToken) => Task.FromResult<ITokenizer>(new ManyWordsTokenizer());

        public Task<IStageData> OpenAsync(Recipe recipe, StageRecipe stage, DataSplit split, CancellationToken cancellationToken) => inner.OpenAsync(recipe, stage, split, cancellationToken);
    }

    private sealed class ManyWordsTokenizer : ITokenizer
    {
        private readonly TinyTokenizer tiny = new();

        public string Name => "many";

        public int VocabularySize => 1 << 18;

        public int? BosId => null;

        public int? EosId => tiny.EosId;

        public IReadOnlyDictionary<string, int> Specials => tiny.Specials;

        public int[] Encode(string text) => tiny.Encode(text);

        public int[] EncodeContinuation(string text) => tiny.Encode(text);

        public string Decode(ReadOnlySpan<int> ids) => tiny.Decode(ids);
    }

    private sealed record Outcome(double Loss, double Norm, string Skipped, string Samples);
}
