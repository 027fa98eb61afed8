namespace ChainOfSight.Actors;

/// <summary>The activation whose turn runs now; null outside of grains.</summary>
public interface IGrainContextAccessor
{
    /// <summary>The current activation.</summary>
    IGrainContext GrainContext { get; }
}
