namespace ChainOfSight.Tests.Actors.Storage;

/// <summary>What becomes of the next write.</summary>
public enum Outcome
{
    /// <summary>Written and said so.</summary>
    Works,

    /// <summary>Not written.</summary>
    Fails,

    /// <summary>Written, but the caller sees a time-out.</summary>
    LosesReply,

    /// <summary>Written, and the client's own second attempt finds its first one: a conflict with itself.</summary>
    LosesReplyThenConflicts,
}
