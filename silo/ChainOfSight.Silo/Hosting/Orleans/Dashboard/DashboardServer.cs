using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Dashboard;

namespace ChainOfSight.Silo.Hosting;

/// <summary>Serves the dashboard over HTTP: on the loopback only, since neither page nor password is encrypted. From elsewhere it is reached through a tunnel (<c>ssh -L</c>).</summary>
/// <param name="silo">Services of the silo.</param>
/// <param name="parts">Those of them that the dashboard's pages ask for.</param>
/// <param name="port">Where it listens; 0 for a free one.</param>
/// <param name="gate">Lets in who knows the secret.</param>
internal sealed partial class DashboardServer(IServiceProvider silo, IReadOnlyList<Type> parts, int port, DashboardGate gate) : IHostedService, IAsyncDisposable
{
    private WebApplication? application;

    /// <summary>Where it serves; null until it has started.</summary>
    public string? Url { get; private set; }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        foreach (var part in parts)
        {
            // As instances: they are the silo's, and it ends them.
            builder.Services.AddSingleton(part, silo.GetRequiredService(part));
        }

        builder.Services.AddSingleton(silo.GetRequiredService<IOptions<DashboardOptions>>());
        application = builder.Build();
        application.Use(gate.PassAsync);
        application.MapOrleansDashboard();
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch (IOException e)
        {
            throw new OrleansConfigurationException($"The dashboard cannot listen on port {port} of the loopback: {e.Message} Name another one as DashboardPort, or 0 for a free one.", e);
        }

        Url = application.Urls.Single();
        var log = silo.GetRequiredService<ILoggerFactory>().CreateLogger("ChainOfSight.Silo");
        LogPlace(log, Url);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => application?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Orleans' dashboard is at {Url}; its password is the cluster's secret, any name will do")]
    private static partial void LogPlace(ILogger logger, string url);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => application?.DisposeAsync() ?? ValueTask.CompletedTask;
}
