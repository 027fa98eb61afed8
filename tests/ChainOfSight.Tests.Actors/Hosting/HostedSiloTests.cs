using ChainOfSight.Actors.Hosting;
using ChainOfSight.Tests.Actors.Grains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Tests.Actors.Hosting;

/// <summary>Promise: a host with UseOrleans is a silo that serves its own process, starts and stops with it, and takes part in the lifecycle in order.</summary>
public sealed class HostedSiloTests
{
    [Fact]
    public async Task Host_serves_grains_and_deactivates_them_when_it_stops()
    {
        var gates = new Gates();
        var stages = new Stages();
        var builder = new HostApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo
            .Configure<SiloOptions>(options => options.SiloName = "embedded")
            .UseSiloMetadata(new() { ["devices"] = "cpu:0" })
            .ConfigureServices(services => services
                .AddSingleton(gates)
                .AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(stages)
                .AddGrainStorage("Default", (_, _) => new ProbeStorage())));
        using var host = builder.Build();
        await host.StartAsync().OrDeadlock("the host has started");
        var details = host.Services.GetRequiredService<ILocalSiloDetails>();
        var grain = host.Services.GetRequiredService<IClusterClient>().Plain("hosted");
        Assert.Equal(3, await grain.Add(3).OrDeadlock());
        Assert.Equal(5, await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>("a").Deposit(5).OrDeadlock());
        Assert.Equal("embedded", details.Name);
        Assert.Equal("cpu:0", host.Services.GetRequiredService<ISiloMetadataCache>().GetSiloMetadata(details.SiloAddress).Metadata["devices"]);
        Assert.Contains("hosted", host.Services.GetRequiredService<ISiloControl>().DumpStatus());
        await host.StopAsync().OrDeadlock("the host has stopped");
        Assert.Equal(1, gates.Counted("deactivate hosted"));
        Assert.Equal(["start services", "start application", "start active", "stop active", "stop application", "stop services"], stages.Seen);
    }

    private sealed class Stages : ILifecycleParticipant<ISiloLifecycle>
    {
        public List<string> Seen { get; } = [];

        public void Participate(ISiloLifecycle lifecycle)
        {
            Join(lifecycle, "active", ServiceLifecycleStage.Active);
            Join(lifecycle, "services", ServiceLifecycleStage.RuntimeServices);
            Join(lifecycle, "application", ServiceLifecycleStage.ApplicationServices);
        }

        private void Join(ISiloLifecycle lifecycle, string name, int stage) => lifecycle.Subscribe(name, stage, _ => Note("start " + name), _ => Note("stop " + name));

        private Task Note(string what)
        {
            Seen.Add(what);
            return Task.CompletedTask;
        }
    }
}
