namespace ChainOfSight.Training.Elastic;

/// <summary>What a lane waits for.</summary>
public enum LaneWait
{
    /// <summary>Nothing: it computes or is idle.</summary>
    None,

    /// <summary>Samples.</summary>
    Data,

    /// <summary>Another replica's part of the sum.</summary>
    Peer,

    /// <summary>The store while it opens, or a peer's state.</summary>
    State,
}
