namespace ChainOfSight.Grains.Boundaries;

/// <summary>What is done between two steps while the members hold.</summary>
public enum BoundaryTask
{
    /// <summary>The held-out loss is measured.</summary>
    Measure,

    /// <summary>A checkpoint is written, and waited for.</summary>
    Save,

    /// <summary>A checkpoint is begun; training goes on beside it.</summary>
    SaveBeside,

    /// <summary>The model answers the evaluation sets.</summary>
    Evaluate,

    /// <summary>The next stage begins.</summary>
    ChangeStage,

    /// <summary>The run is done.</summary>
    Complete,

    /// <summary>The run comes to rest, as somebody wants.</summary>
    Rest,

    /// <summary>Replicas come and go.</summary>
    Reform,

    /// <summary>There are fewer replicas than the run needs: it waits.</summary>
    Await,
}
