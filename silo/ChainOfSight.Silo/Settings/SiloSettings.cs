using System.Net;
using ChainOfSight.Client;

namespace ChainOfSight.Silo.Settings;

/// <summary>
/// How a silo runs. Each value comes from an argument, else from the environment (<c>COS_</c> and its name), else from the settings file, else it is the default.
/// </summary>
public sealed record SiloSettings
{
    /// <summary>Name of the silo, unique in its cluster: 1 to 40 letters, digits, '-' and '_'. Default: the machine's name and the process's id.</summary>
    public required string Name { get; init; }

    /// <summary>The store that the cluster shares. Default: the current folder.</summary>
    public string Store { get; init; } = ".";

    /// <summary>Id of the cluster: 1 to 40 letters, digits, '-' and '_'. Default <c>default</c>.</summary>
    public string Cluster { get; init; } = ClusterSettings.DefaultClusterId;

    /// <summary>The cluster's secret, at least 16 characters. Default: that of the user, made at its first use.</summary>
    public required string Secret { get; init; }

    /// <summary>
    /// Address of this machine under which other silos, clients and lanes reach this silo. Default: the loopback. Any other needs Orleans as engine and a secret that was named, not the user's own.
    /// What passes is not encrypted; Orleans' TLS encrypts calls, not what lanes exchange.
    /// </summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Address on which it listens where that is another one, such as <c>0.0.0.0</c> in a container. Default: <see cref="Address"/>.</summary>
    public IPAddress? Listen { get; init; }

    /// <summary>Port for other silos; 0 (the default) for a free one. Lanes always take free ones.</summary>
    public int Port { get; init; }

    /// <summary>Port for clients, on Orleans; 0 (the default) for a free one. The embedded runtime serves clients on <see cref="Port"/>.</summary>
    public int GatewayPort { get; init; }

    /// <summary>Port of Orleans' dashboard on the loopback, behind the cluster's secret; 0 for a free one. Default: no dashboard. Needs Orleans as engine and a build with <c>-p:OrleansDashboard=true</c>.</summary>
    public int? DashboardPort { get; init; }

    /// <summary>Devices, one replica each: <c>cpu:0</c>, <c>cpu:1</c>, <c>cuda:0</c>. Default: <c>cpu:0</c>.</summary>
    public IReadOnlyList<string> Devices { get; init; } = ["cpu:0"];

    /// <summary>Folder of log files, one a day, the last ten kept; empty for none. Default <c>.cos/logs</c>.</summary>
    public string LogFolder { get; init; } = Path.Combine(".cos", "logs");

    /// <summary>Least severe lines that are logged: <c>Verbose</c>, <c>Debug</c>, <c>Information</c> (the default), <c>Warning</c>, <c>Error</c>.</summary>
    public Serilog.Events.LogEventLevel LogLevel { get; init; } = Serilog.Events.LogEventLevel.Information;

    /// <summary>How long a stop may take: end the step, hand over, leave. What is not done by then is left to the others. Default 60 s.</summary>
    public TimeSpan StopBudget { get; init; } = TimeSpan.FromSeconds(60);
}
