using ChainOfSight.Silo.Settings;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Dashboard;

namespace ChainOfSight.Silo.Hosting;

/// <summary>Orleans' dashboard in a silo, on the loopback and behind the cluster's secret.</summary>
internal static class SiloDashboard
{
    /// <summary>Why the dashboard's port is refused; null where it is taken.</summary>
    internal static string? Missing => null;

    /// <summary>Adds the dashboard where a port is set for it.</summary>
    public static ISiloBuilder UseDashboard(this ISiloBuilder silo, SiloSettings settings)
    {
        if (settings.DashboardPort is not { } port)
        {
            return silo;
        }

        // Its live log reads a logger of its own, which our Serilog does not feed.
        silo.AddDashboard(options => options.HideTrace = true);
        var parts = silo.Services.Select(service => service.ServiceType).Where(type => type.Assembly == typeof(DashboardOptions).Assembly).Distinct().ToList();
        silo.Services.AddHostedService(services => new DashboardServer(services, parts, port, new DashboardGate(settings.Cluster, settings.Secret)));
        return silo;
    }
}
