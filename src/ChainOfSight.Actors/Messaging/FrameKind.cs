namespace ChainOfSight.Actors.Messaging;

/// <summary>The first byte of a frame.</summary>
internal enum FrameKind : byte
{
    /// <summary>A call.</summary>
    Request = 1,

    /// <summary>Its result.</summary>
    Answer = 2,

    /// <summary>Its failure.</summary>
    Failure = 3,

    /// <summary>The caller gave up.</summary>
    Cancel = 4,

    /// <summary>The request was forwarded to another silo, which answers.</summary>
    Redirected = 5,
}
