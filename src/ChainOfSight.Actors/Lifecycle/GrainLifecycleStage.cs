namespace ChainOfSight.Actors;

/// <summary>Stages of an activation.</summary>
public static class GrainLifecycleStage
{
    /// <summary>Before all.</summary>
    public const int First = int.MinValue;

    /// <summary>State is loaded.</summary>
    public const int SetupState = 1000;

    /// <summary>OnActivateAsync and OnDeactivateAsync are called.</summary>
    public const int Activate = 2000;

    /// <summary>After all.</summary>
    public const int Last = int.MaxValue;
}
