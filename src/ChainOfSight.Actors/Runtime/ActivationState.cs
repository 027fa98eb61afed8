namespace ChainOfSight.Actors.Runtime;

/// <summary>Where an activation stands; it only moves forward.</summary>
internal enum ActivationState
{
    /// <summary>It is registered, constructed and activated; requests wait.</summary>
    Activating,

    /// <summary>It serves.</summary>
    Valid,

    /// <summary>It ends; requests wait to be sent elsewhere.</summary>
    Deactivating,

    /// <summary>It has ended; requests are forwarded.</summary>
    Invalid,
}
