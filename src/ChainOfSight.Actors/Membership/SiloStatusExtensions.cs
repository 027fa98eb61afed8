namespace ChainOfSight.Actors;

/// <summary>Questions about a <see cref="SiloStatus"/>.</summary>
public static class SiloStatusExtensions
{
    /// <summary>Whether the silo leaves or has left: shutting down, stopping or dead.</summary>
    /// <param name="siloStatus">The status.</param>
    public static bool IsTerminating(this SiloStatus siloStatus) =>
        siloStatus is SiloStatus.ShuttingDown or SiloStatus.Stopping or SiloStatus.Dead;
}
