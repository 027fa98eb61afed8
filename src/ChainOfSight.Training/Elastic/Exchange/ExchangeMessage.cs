namespace ChainOfSight.Training.Elastic;

/// <summary>Bytes between lanes, in pieces, so that no piece has to hold all. Not changed once it was handed over.</summary>
/// <param name="Segments">The pieces in order.</param>
public sealed record ExchangeMessage(IReadOnlyList<ReadOnlyMemory<byte>> Segments)
{
    /// <summary>Bytes in all.</summary>
    public long Length => Segments.Sum(segment => (long)segment.Length);

    /// <summary>Whose memory the segments are; null = their own.</summary>
    internal PayloadLease? Lease { get; init; }

    /// <summary>Says that one reader is done with the bytes: the receiver, or a sender that has copied them onto a connection.</summary>
    public void Release() => Lease?.Release();
}
