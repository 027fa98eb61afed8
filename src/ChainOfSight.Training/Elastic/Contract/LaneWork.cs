namespace ChainOfSight.Training.Elastic;

/// <summary>The kinds of a lane's work.</summary>
public enum LaneWork
{
    /// <summary>Nothing is ordered.</summary>
    Idle,

    /// <summary>A stage is built.</summary>
    Opening,

    /// <summary>Slots are computed or exchanged.</summary>
    Reducing,

    /// <summary>A step is applied.</summary>
    Applying,

    /// <summary>State is copied for a checkpoint.</summary>
    Saving,

    /// <summary>Held-out loss is measured.</summary>
    Measuring,

    /// <summary>A hand-over is made.</summary>
    Transforming,

    /// <summary>The model is evaluated.</summary>
    Evaluating,

    /// <summary>State is copied for joiners.</summary>
    Offering,

    /// <summary>A peer's state is taken in.</summary>
    Taking,

    /// <summary>The state is hashed.</summary>
    Hashing,

    /// <summary>Memory is given back.</summary>
    Closing,
}
