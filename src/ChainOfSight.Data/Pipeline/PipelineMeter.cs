namespace ChainOfSight.Data.Pipeline;

/// <summary>Adds up times and counts of a pipeline. Safe for many threads.</summary>
internal sealed class PipelineMeter(TimeProvider timeProvider)
{
    private readonly long[] ticks = new long[Enum.GetValues<PipelineStage>().Length];
    private long slots;
    private long slotsWaitedFor;
    private long samples;
    private long cacheHits;
    private long quarantined;

    public T Time<T>(PipelineStage stage, Func<T> work)
    {
        var start = timeProvider.GetTimestamp();
        try
        {
            return work();
        }
        finally
        {
            Add(stage, start);
        }
    }

    public async Task<T> TimeAsync<T>(PipelineStage stage, Func<Task<T>> work)
    {
        var start = timeProvider.GetTimestamp();
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            Add(stage, start);
        }
    }

    public void CountSlot(bool waited)
    {
        Interlocked.Increment(ref slots);
        Interlocked.Add(ref slotsWaitedFor, waited ? 1 : 0);
    }

    public void CountSample(bool fromCache)
    {
        Interlocked.Increment(ref samples);
        Interlocked.Add(ref cacheHits, fromCache ? 1 : 0);
    }

    public void CountQuarantined() => Interlocked.Increment(ref quarantined);

    public PipelineStatistics Snapshot(long cacheBytes, long retries, int slotsAhead) => new()
    {
        Times = Enum.GetValues<PipelineStage>().ToDictionary(
            stage => stage, stage => TimeSpan.FromSeconds(Interlocked.Read(ref ticks[(int)stage]) / (double)timeProvider.TimestampFrequency)),
        Slots = Interlocked.Read(ref slots),
        SlotsWaitedFor = Interlocked.Read(ref slotsWaitedFor),
        Samples = Interlocked.Read(ref samples),
        CacheHits = Interlocked.Read(ref cacheHits),
        CacheBytes = cacheBytes,
        Quarantined = Interlocked.Read(ref quarantined),
        Retries = retries,
        SlotsAhead = slotsAhead,
    };

    private void Add(PipelineStage stage, long start) => Interlocked.Add(ref ticks[(int)stage], timeProvider.GetTimestamp() - start);
}
