using System.Collections.Immutable;
using System.Net;
using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Testing;
using ChainOfSight.Actors.Transport;
using ChainOfSight.Actors.Transport.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChainOfSight.Benchmarks.Calls;

/// <summary>A silo in this process and one in another, over HTTP/2 on loopback, with a membership that both know from the start.</summary>
internal static class ProcessPeer
{
    /// <summary>What is measured between the two.</summary>
    public const string What = "two processes, HTTP/2 on loopback, record of 5";

    public static async Task<IHost> StartAsync(int ownPort, int otherPort, string secret)
    {
        var membership = new TestMembership();
        foreach (var port in new[] { ownPort, otherPort })
        {
            membership.Set(new(Address(port), $"silo {port}", IsActive: true, TakesActivations: true, ImmutableDictionary<string, string>.Empty));
        }

        var builder = new HostApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.ConfigureServices(services => services
            .AddSingleton(Address(ownPort))
            .AddSingleton<IClusterView>(membership)
            .AddSingleton<ITransport>(new HttpTransport(new() { ClusterId = "benchmark", Secret = secret }, NullLogger.Instance))));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    /// <summary>Serves until standard input ends.</summary>
    public static async Task ServeAsync(int ownPort, int otherPort, string secret)
    {
        using var host = await StartAsync(ownPort, otherPort, secret);
        await Console.Out.WriteLineAsync("ready");
        await Console.In.ReadToEndAsync();
        await host.StopAsync();
    }

    private static SiloAddress Address(int port) => SiloAddress.New(IPAddress.Loopback, port, 1);
}
