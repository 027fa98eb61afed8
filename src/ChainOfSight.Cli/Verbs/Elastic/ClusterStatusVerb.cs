using System.CommandLine;
using ChainOfSight.Cli.Commands;

namespace ChainOfSight.Cli.Verbs.Elastic;

/// <summary><c>cos cluster</c>: silos, their devices and which run has them.</summary>
internal static class ClusterStatusVerb
{
    public static Verb Create()
    {
        var json = JsonText.Option();
        var verb = new Verb("cluster", "Show the silos of the cluster, their devices, and which run has them.", "cluster", "cluster --store /data --json")
            .With(json);
        return verb.Calls(async (client, parse, cancellation) =>
        {
            var view = await client.ClusterAsync(cancellation).ConfigureAwait(false);
            if (parse.GetValue(json))
            {
                JsonText.Print(view);
                return ExitCodes.Success;
            }

            var table = new ConsoleTable("silo", "state", "device", "run");
            foreach (var silo in view.Silos.OrderBy(silo => silo.Name, StringComparer.Ordinal))
            {
                var leases = silo.IsAlive ? (await client.DevicesAsync(silo.Name, cancellation).ConfigureAwait(false)).ToDictionary(device => device.Device, device => device.Run) : [];
                foreach (var device in silo.Devices.DefaultIfEmpty(""))
                {
                    table.Add(!silo.IsAlive, silo.Name, SiloText.State(silo), device, leases.GetValueOrDefault($"{silo.Name}/{device}") ?? (silo.IsAlive ? "free" : ""));
                }
            }

            table.Print();
            return ExitCodes.Success;
        });
    }
}
