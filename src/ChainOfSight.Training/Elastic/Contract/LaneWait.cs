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

    /// <summary>The store, or a peer's state while it opens.</summary>
    State,
}
