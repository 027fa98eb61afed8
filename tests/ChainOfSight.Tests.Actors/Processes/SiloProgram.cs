using System.Globalization;
using System.Net;
using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Transport.Http;
using ChainOfSight.Clustering;
using ChainOfSight.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Tests.Actors.Processes;

/// <summary>A silo in a process of its own: <c>FOLDER NAME PORT SECRET</c>. Says <c>serving</c> when it serves, ends when its input ends.</summary>
internal static class SiloProgram
{
    public const string Cluster = "processes";

    public static HttpTransportOptions Transport(string secret) => new() { ClusterId = Cluster, Secret = secret };

    public static IMembershipTable Table(string folder) => new BlobMembershipTable(new DirectoryBlobStore(folder), Cluster);

    public static async Task<int> RunAsync(string[] args)
    {
        var (folder, name, port, secret) = (args[0], args[1], int.Parse(args[2], CultureInfo.InvariantCulture), args[3]);
        var table = Table(folder);
        var address = await SiloStart.NewAddressAsync(table, new IPEndPoint(IPAddress.Loopback, port), TimeProvider.System, CancellationToken.None);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLoopbackClustering(address, _ => table, Transport(secret));
            silo.Services.Configure<SiloOptions>(options => options.SiloName = name);
            silo.Services.AddGrainStorage("Default", (_, _) => new BlobGrainStorage(new DirectoryBlobStore(folder), Cluster));
        });
        using var host = builder.Build();
        try
        {
            await host.StartAsync();
        }
        catch (OrleansConfigurationException e)
        {
            Console.WriteLine($"refused: {e.Message}");
            return 2;
        }

        Console.WriteLine("serving");
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        _ = Task.Run(() =>
        {
            Console.In.ReadToEnd();
            lifetime.StopApplication();
        });
        await host.WaitForShutdownAsync();
        Console.WriteLine("stopped");
        return 0;
    }
}
