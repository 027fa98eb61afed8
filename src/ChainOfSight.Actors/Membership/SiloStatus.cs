namespace ChainOfSight.Actors;

/// <summary>Where a silo stands in its life. It only ever moves forward; <see cref="Dead"/> is final.</summary>
public enum SiloStatus
{
    /// <summary>Nothing is known.</summary>
    None = 0,

    /// <summary>Made, not started.</summary>
    Created = 1,

    /// <summary>Started, on its way into the cluster; takes no grains yet.</summary>
    Joining = 2,

    /// <summary>Alive; takes grains.</summary>
    Active = 3,

    /// <summary>Leaves in good order: finishes its work, takes no new grains.</summary>
    ShuttingDown = 4,

    /// <summary>Leaves at once.</summary>
    Stopping = 5,

    /// <summary>Gone. An address that was dead once never lives again.</summary>
    Dead = 6,
}
