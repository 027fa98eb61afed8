namespace ChainOfSight.Data.Pipeline;

/// <summary>How much a pipeline does at once and keeps. None of it changes what comes out.</summary>
public sealed record PipelineOptions
{
    /// <summary>Samples decoded at a time; 0, the default, is half of the cores, at least one, since training wants the others.</summary>
    public int Workers { get; init; }

    /// <summary>Reads of the store in flight; 16 by default. More help where the store is far.</summary>
    public int Reads { get; init; } = 16;

    /// <summary>Slots made ready ahead of the one asked for; 4 by default. 0 makes each when it is asked for.</summary>
    public int PrefetchSlots { get; init; } = 4;

    /// <summary>
    /// Bytes of decoded and resized samples kept in memory; 256 MiB by default. 0 keeps none. Worth its memory where the whole source fits, since
    /// every epoch after the first then costs no decoding.
    /// </summary>
    public long CacheBytes { get; init; } = 256L << 20;

    /// <summary>Workers as a number.</summary>
    internal int WorkersOrDefault => Workers > 0 ? Workers : Math.Max(1, Environment.ProcessorCount / 2);
}
