namespace ChainOfSight.Actors;

/// <summary>Stages of a silo.</summary>
public static class ServiceLifecycleStage
{
    /// <summary>Before all.</summary>
    public const int First = int.MinValue;

    /// <summary>The runtime itself.</summary>
    public const int RuntimeInitialize = 2000;

    /// <summary>Services of the runtime: transport, membership.</summary>
    public const int RuntimeServices = 4000;

    /// <summary>Storage.</summary>
    public const int RuntimeStorageServices = 6000;

    /// <summary>Services that grains need.</summary>
    public const int RuntimeGrainServices = 8000;

    /// <summary>The application's own services.</summary>
    public const int ApplicationServices = 10000;

    /// <summary>The silo is told to others as active.</summary>
    public const int BecomeActive = Active - 1;

    /// <summary>The silo serves.</summary>
    public const int Active = 20000;

    /// <summary>After all.</summary>
    public const int Last = int.MaxValue;
}
