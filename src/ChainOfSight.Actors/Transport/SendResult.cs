namespace ChainOfSight.Actors.Transport;

/// <summary>What a transport did with a frame.</summary>
public enum SendResult
{
    /// <summary>Queued; whether it arrives is not known.</summary>
    Queued,

    /// <summary>The peer's queue is full; the frame is dropped and its call fails alone.</summary>
    QueueFull,

    /// <summary>The peer cannot be reached (refused, unknown client, or the transport is stopped); the frame is dropped.</summary>
    Unreachable,
}
