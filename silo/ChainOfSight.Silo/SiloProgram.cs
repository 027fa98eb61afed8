using System.Runtime.InteropServices;
using ChainOfSight.Silo.Hosting;
using ChainOfSight.Silo.Logging;
using ChainOfSight.Silo.Settings;
using ChainOfSight.Silo.Stopping;
using ChainOfSight.Storage;
using ChainOfSight.Tensors;
using Microsoft.Extensions.Logging;
using Serilog.Extensions.Logging;

namespace ChainOfSight.Silo;

/// <summary>A silo as a program: starts, says so, serves until SIGTERM or Ctrl-C, leaves in good order; the second signal ends at once.</summary>
public static partial class SiloProgram
{
    /// <summary>Exit code of a silo that had to end by itself: the others go on without it.</summary>
    public const int LostItsRight = 3;

    /// <summary>Runs a silo to its end.</summary>
    /// <param name="settings">How it runs.</param>
    /// <param name="cancellationToken">Stops it like the first signal does.</param>
    /// <returns>0 where everything was handed over, 1 where something was left to the others.</returns>
    /// <exception cref="UserErrorException">It cannot start; says why and what to do.</exception>
    public static async Task<int> RunAsync(SiloSettings settings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        RequireTorch();
        await using var log = SiloLogging.Create(settings);
        using var loggers = new SerilogLoggerFactory(log);
        var logger = loggers.CreateLogger("ChainOfSight.Silo");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var atOnce = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
        await using var silo = await StartAsync(settings, loggers, stop.Token);
        Serving(logger, settings.Name, settings.Devices, settings.Cluster, settings.Store, silo.Address.Endpoint);
        if (AddressRule.IsOpen(settings))
        {
            NotEncrypted(logger);
        }

        try
        {
            var reason = await silo.Ended.WaitAsync(stop.Token);
            Ended(logger, reason);
            await log.DisposeAsync();

            // Lanes may be inside of native calls, which nothing but the end of the process ends.
            ProcessEnd.Now(LostItsRight);
        }
        catch (OperationCanceledException)
        {
            // A signal: the way out is below.
        }

        return await silo.StopAsync(atOnce.Token) ? 0 : 1;

        void Handle(PosixSignalContext context)
        {
            context.Cancel = true;
            (stop.IsCancellationRequested ? atOnce : stop).Cancel();
        }
    }

    // A silo whose lanes cannot start is of no use, and would only be asked again and again.
    private static void RequireTorch()
    {
        try
        {
            TensorEngine.Library.EnsureLoaded();
        }
        catch (Exception e) when (TensorEngine.Library.Explains(e))
        {
            throw new UserErrorException(e.Message, e);
        }
    }

    private static async Task<SiloHost> StartAsync(SiloSettings settings, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        try
        {
            return await SiloHost.StartAsync(settings, loggers, cancellationToken: cancellationToken);
        }
        catch (OrleansConfigurationException e)
        {
            throw new UserErrorException(e.Message, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Name} serves {Devices} in the cluster {Cluster} of the store {Store}, on {Endpoint}. Ctrl-C or SIGTERM stops it in good order.")]
    private static partial void Serving(ILogger logger, string name, IReadOnlyList<string> devices, string cluster, string store, System.Net.IPEndPoint endpoint);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Other machines can reach this silo. Who connects must prove the cluster's secret, but what passes is not encrypted: keep it inside a network of your own. Orleans' TLS encrypts calls, never what lanes exchange (docs/engines.md).")]
    private static partial void NotEncrypted(ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "This silo ends itself, the others go on without it: {Reason}")]
    private static partial void Ended(ILogger logger, string reason);
}
