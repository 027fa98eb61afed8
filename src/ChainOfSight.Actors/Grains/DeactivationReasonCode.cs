namespace ChainOfSight.Actors;

/// <summary>Kinds of reasons why an activation ends.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>Not stated.</summary>
    None,

    /// <summary>The silo stops.</summary>
    ShuttingDown,

    /// <summary>The activation could not be made.</summary>
    ActivationFailed,

    /// <summary>The directory could not be reached or refused.</summary>
    DirectoryFailure,

    /// <summary>It was idle for longer than the silo keeps idle activations.</summary>
    ActivationIdle,

    /// <summary>A turn ran longer than allowed.</summary>
    ActivationUnresponsive,

    /// <summary>Another activation of the grain is registered.</summary>
    DuplicateActivation,

    /// <summary>A request it cannot serve.</summary>
    IncompatibleRequest,

    /// <summary>The grain failed in a way that makes its state doubtful, e.g. a stale ETag.</summary>
    ApplicationError,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested,

    /// <summary>It moves to another silo.</summary>
    Migrating,

    /// <summary>The runtime asked for it.</summary>
    RuntimeRequested,

    /// <summary>The process is short of memory.</summary>
    HighMemoryPressure,
}
