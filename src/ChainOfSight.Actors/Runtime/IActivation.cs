namespace ChainOfSight.Actors.Runtime;

/// <summary>What grains ask of their activation beyond its public context.</summary>
internal interface IActivation : IGrainContext
{
    /// <summary>Adds a timer.</summary>
    IGrainTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options);

    /// <summary>Keeps the activation from ending for idleness.</summary>
    void DelayDeactivation(TimeSpan timeSpan);
}
