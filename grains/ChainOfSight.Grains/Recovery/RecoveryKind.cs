namespace ChainOfSight.Grains.Recovery;

/// <summary>How a new generation goes on.</summary>
public enum RecoveryKind
{
    /// <summary>Nobody has the state of this line of history: back to a checkpoint.</summary>
    Return,

    /// <summary>Some members cannot stay with what they have: another generation without them.</summary>
    Drop,

    /// <summary>The held sum of a step is applied by those who have not done so.</summary>
    ApplyHeld,

    /// <summary>The step is reduced, from what members still hold of it.</summary>
    Reduce,
}
