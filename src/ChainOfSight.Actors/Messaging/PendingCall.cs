using ChainOfSight.Actors.Serialization;

namespace ChainOfSight.Actors.Messaging;

/// <summary>A call that waits for its answer. Whoever removes it from <see cref="PendingCalls"/> completes it: so it has exactly one outcome.</summary>
internal abstract class PendingCall
{
    public required long Id { get; init; }

    /// <summary>What was called, for messages to people.</summary>
    public required string What { get; init; }

    /// <summary>When it gives up, as a timestamp.</summary>
    public required long Deadline { get; init; }

    /// <summary>How long it was to wait.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The silo that has the request; null while it is being located or if it is this one.</summary>
    public SiloAddress? WaitsFor { get; set; }

    /// <summary>Watches the caller's token.</summary>
    public CancellationTokenRegistration Registration { get; set; }

    public abstract void SetResult<T>(Codec<T> codec, T value);

    public abstract void ReadResult(ref MessageReader reader);

    public abstract void Fail(Exception failure);

    public virtual void ReadFailure(ref MessageReader reader) => Fail(Codecs.Failure.Read(ref reader));
}
