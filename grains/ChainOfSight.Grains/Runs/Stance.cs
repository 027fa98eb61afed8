namespace ChainOfSight.Grains.Runs;

/// <summary>What a run is about.</summary>
public enum Stance
{
    /// <summary>Nothing: it rests.</summary>
    Resting,

    /// <summary>It looks for devices.</summary>
    Waiting,

    /// <summary>It looks for the checkpoint to go on from.</summary>
    Finding,

    /// <summary>Its record is being written.</summary>
    Writing,

    /// <summary>It asks its members where they stand.</summary>
    Polling,

    /// <summary>Its members open a checkpoint.</summary>
    Opening,

    /// <summary>Members apply a step that others have applied.</summary>
    CatchingUp,

    /// <summary>It steps.</summary>
    Stepping,

    /// <summary>A step was ordered after which all hold.</summary>
    Settling,

    /// <summary>All hold between two steps.</summary>
    Boundary,
}
