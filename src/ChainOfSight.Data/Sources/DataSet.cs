using ChainOfSight.Data.Collation;
using ChainOfSight.Data.Pipeline;
using ChainOfSight.Data.Prompts;
using ChainOfSight.Data.Shards;
using ChainOfSight.Data.Slots;

namespace ChainOfSight.Data.Sources;

/// <summary>
/// The samples of one stage, slot by slot: the door through which training reads data. What a slot holds depends on settings, step and slot alone,
/// so nothing but the step need be saved. Safe for many threads.
/// </summary>
public sealed class DataSet : IAsyncDisposable
{
    private readonly DataSetSettings settings;
    private readonly PipelineMeter meter;
    private readonly SamplePreparer preparer;
    private readonly SlotSource slots;

    private DataSet(DataSetSettings settings, IReadOnlyList<SourceReader> sources)
    {
        this.settings = settings;
        Sources = sources;
        Plan = new SlotPlan(settings.SlotsPerStep, settings.SamplesPerSlot, settings.FirstPosition);
        Classes = settings.Form == SlotForm.Classes ? settings.Classes ?? ClassesOf(sources) : [];
        meter = new PipelineMeter(settings.TimeProvider);
        var collator = Collator();
        preparer = new SamplePreparer(
            sources, collator.NeedsImages ? new ImagePreparation(settings.ImageSide * (settings.ZoomShare > 0 ? 2 : 1), settings.ImageLimits, settings.Background) : null, settings.Pipeline, meter);
        var order = DataSetOrder.Of(settings, sources);
        SamplesPerEpoch = order.SamplesPerEpoch;
        slots = new SlotSource(Plan, order.Samples, preparer, collator, meter, settings.Pipeline.PrefetchSlots);
    }

    /// <summary>How positions are cut into steps and slots.</summary>
    public SlotPlan Plan { get; }

    /// <summary>The sources with their manifests, in the order of the settings.</summary>
    public IReadOnlyList<SourceReader> Sources { get; }

    /// <summary>Samples of one epoch of each source, of the part that is read.</summary>
    public IReadOnlyList<long> SamplesPerEpoch { get; }

    /// <summary>Class names in the order of the targets; empty for other forms.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>What was done so far, and how long training waited for it.</summary>
    public PipelineStatistics Statistics => meter.Snapshot(preparer.CacheBytes, settings.Retry.Retries, slots.SlotsAhead);

    /// <summary>Opens the sources' manifests and checks that they have what the settings ask for. No sample is read.</summary>
    /// <exception cref="DataSetException">They have not; says every fault.</exception>
    /// <exception cref="Storage.BlobNotFoundException">A source is not there.</exception>
    /// <exception cref="ShardFormatException">A manifest is none.</exception>
    /// <exception cref="PromptException">The prompt options can't work with the tokenizer.</exception>
    public static async Task<DataSet> OpenAsync(DataSetSettings settings, CancellationToken cancellationToken = default)
    {
        if (settings.Sources.Count == 0)
        {
            throw new DataSetException(["no sources are given; at least one is needed."]);
        }

        var sources = await Task.WhenAll(settings.Sources.Select(
            source => SourceReader.OpenAsync(source.Store, source.Folder, settings.Retry, source.Name, cancellationToken))).ConfigureAwait(false);
        string[] faults = [.. DataSetRule.Faults(settings, [.. sources.Select(source => source.Manifest with { Name = source.Name })])];
        return faults.Length > 0 ? throw new DataSetException(faults) : new DataSet(settings, sources);
    }

    /// <summary>Reads one slot; the next ones are made ready meanwhile.</summary>
    /// <param name="step">Step of the stage, from 0, without end.</param>
    /// <param name="slot">0 to <see cref="SlotPlan.SlotsPerStep"/> − 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="DataReadException">The store failed at every attempt. The slot may be asked for again.</exception>
    /// <exception cref="ShardDamagedException">Bytes are not those that were written.</exception>
    public Task<SlotBatch> SlotAsync(long step, int slot, CancellationToken cancellationToken = default) => slots.GetAsync(step, slot, cancellationToken);

    /// <summary>Says which slots of each step are asked for here, so that only those are made ready ahead. All, unless it is said.</summary>
    public void Serve(SlotRange range) => slots.Serve(range);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await slots.DisposeAsync().ConfigureAwait(false);
        preparer.Dispose();
    }

    private static string[] ClassesOf(IEnumerable<SourceReader> sources) =>
        [.. sources.SelectMany(source => source.Manifest.Labels).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private ISlotCollator Collator()
    {
        var pixels = settings.ImageSide > 0 ? new PixelTensor(settings.ImageSide, settings.ImageMean, settings.ImageDeviation) : null;
        return settings.Form switch
        {
            SlotForm.Text => new TextCollator(settings.Tokenizer!, settings.Prompts.MaxTextTokens),
            SlotForm.Classes => new ClassCollator(Classes, pixels!, settings.ZoomShare > 0 ? new ZoomedView(settings.ZoomShare, settings.Seed) : null),
            _ => new ConversationCollator(new PromptEncoder(settings.Tokenizer!, settings.Prompts), new TurnSelection(settings.Prompts, settings.Seed), pixels),
        };
    }
}
