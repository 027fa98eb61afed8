namespace ChainOfSight.Actors.Timers;

/// <summary>Marks a request that is a timer's tick.</summary>
internal interface ITimerTick
{
    /// <summary>Whether it counts as use of the activation.</summary>
    bool KeepsAlive { get; }
}
