using ChainOfSight.Silo.Settings;

namespace ChainOfSight.Silo.Hosting;

/// <summary>Stands for Orleans' dashboard in a build without its package.</summary>
internal static class SiloDashboard
{
    /// <summary>Why the dashboard's port is refused; null where it is taken.</summary>
    internal static string? Missing => "this build has no dashboard: build with -p:OrleansDashboard=true, which takes the package Microsoft.Orleans.Dashboard (docs/engines.md).";

    /// <summary>Adds nothing.</summary>
    public static ISiloBuilder UseDashboard(this ISiloBuilder silo, SiloSettings settings) => silo;
}
