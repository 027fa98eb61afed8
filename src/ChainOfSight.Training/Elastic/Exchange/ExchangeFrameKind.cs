namespace ChainOfSight.Training.Elastic;

/// <summary>What a frame is.</summary>
internal enum ExchangeFrameKind : byte
{
    /// <summary>A node; the header is its key.</summary>
    Node = 1,

    /// <summary>A question for a state; the header is its key.</summary>
    Fetch = 2,

    /// <summary>It was taken, or the state that was asked for.</summary>
    Taken = 3,

    /// <summary>It was not; the header says why.</summary>
    Refused = 4,
}
