using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Benchmarks.Calls;

/// <summary>A silo in this process and one in another, over Orleans' connections on loopback, with Orleans' membership for development.</summary>
internal static class ProcessPeer
{
    /// <summary>What is measured between the two.</summary>
    public const string What = "two processes, TCP on loopback, record of 5";

    /// <summary>Starts a silo; the one with the lower port keeps the membership.</summary>
    /// <param name="ownPort">Its port.</param>
    /// <param name="otherPort">The other's; its own where it is alone.</param>
    /// <param name="secret">Not used: a call costs the same once a connection stands.</param>
    public static async Task<IHost> StartAsync(int ownPort, int otherPort, string secret)
    {
        var builder = new HostApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(ownPort, ProcessBenchmark.FreePort(), new IPEndPoint(IPAddress.Loopback, Math.Min(ownPort, otherPort)), "benchmark", "benchmark"));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    /// <summary>Serves until standard input ends.</summary>
    public static async Task ServeAsync(int ownPort, int otherPort, string secret)
    {
        // The other process keeps the membership and is started after it hears this.
        var starting = StartAsync(ownPort, otherPort, secret);
        await Console.Out.WriteLineAsync("ready");
        using var host = await starting;
        await Console.In.ReadToEndAsync();
        await host.StopAsync();
    }
}
