namespace ChainOfSight.Grains.Contracts.Runs;

/// <summary>Orders of an operator about stages.</summary>
public enum StageOrderKind
{
    /// <summary>End the stage after the current step and go on with the next.</summary>
    Next,

    /// <summary>Held: do the hand-over again.</summary>
    Retry,

    /// <summary>Held: go on although the loss rose by more than the limit.</summary>
    Accept,

    /// <summary>Go back to a named checkpoint, with its data position, in a new generation.</summary>
    Revert,
}
