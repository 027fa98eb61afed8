using Azure.Core.Pipeline;

namespace ChainOfSight.Storage.Azure;

/// <summary>How an Azure store talks to its container.</summary>
public sealed record AzureStoreOptions
{
    /// <summary>Bytes of a block; 8 MiB by default, legal are 1 to 2^30. A blob of at most one block is written by one request.</summary>
    public int BlockBytes { get; init; } = 8 << 20;

    /// <summary>Blocks of one upload that are on their way at once; 4 by default. Memory of an upload is up to this plus one blocks.</summary>
    public int ParallelBlocks { get; init; } = 4;

    /// <summary>How often a request is repeated that failed for a reason that may pass; 5 by default.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>Pause before the first repetition; doubles after each further one. 200 ms by default.</summary>
    public TimeSpan FirstRetryPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest pause before a repetition; 10 s by default.</summary>
    public TimeSpan LongestRetryPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one request may take before it is given up and repeated; 60 s by default.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether the container is made where it is missing. False by default: a misspelt name should be told, not obeyed.</summary>
    public bool CreateContainer { get; init; }

    /// <summary>What sends the requests, such as a <see cref="HttpClientTransport"/> with a proxy or with certificates of one's own; null (the default) for Azure's.</summary>
    public HttpPipelineTransport? Transport { get; init; }
}
