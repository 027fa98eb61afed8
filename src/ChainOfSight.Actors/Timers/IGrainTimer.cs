namespace ChainOfSight.Actors;

/// <summary>A timer of an activation. Disposing it stops it; a running tick's token is cancelled.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets time to the next tick and period anew; a running tick goes on.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
