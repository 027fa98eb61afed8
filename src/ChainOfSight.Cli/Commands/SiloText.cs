using ChainOfSight.Grains.Contracts.Clusters;

namespace ChainOfSight.Cli.Commands;

/// <summary>A silo's view in words.</summary>
internal static class SiloText
{
    /// <summary>Whether it lives and what was ordered about it.</summary>
    public static string State(SiloView silo) => silo switch
    {
        { IsAlive: false } => "dead",
        { IsDraining: true } => "draining",
        { IsCordoned: true } => "cordoned",
        _ => "alive",
    };
}
