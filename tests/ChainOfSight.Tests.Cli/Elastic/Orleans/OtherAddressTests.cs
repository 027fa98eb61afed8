using System.Net;
using System.Net.NetworkInformation;
using ChainOfSight.Clustering;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Cli.Tiny;

namespace ChainOfSight.Tests.Cli.Elastic;

/// <summary>Silos, clients and lanes that meet under other addresses than 127.0.0.1, as they do on several machines.</summary>
public sealed class OtherAddressTests : IDisposable
{
    private static readonly IPAddress[] Addresses = [IPAddress.Parse("127.0.0.2"), IPAddress.Parse("127.0.0.3")];
    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string?> environment;

    public OtherAddressTests()
    {
        TinyFiles.Write(folder);
        folder.Write("tiny.json", TinyFiles.Recipe.Replace("\"steps\": 3, \"slots\": 1", "\"steps\": 30, \"slots\": 4", StringComparison.Ordinal));
        environment = new(TinyTraining.Environment(folder.Path)) { ["COS_SECRET"] = "the secret of this test" };
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Promise: two silos, each under an address of its own, train a run together that a client submits; silo, gateway and lane listen there.</summary>
    [Fact]
    public async Task Run_is_trained_by_silos_under_other_addresses()
    {
        await using var first = await SiloAsync("a", Addresses[0]);
        await using var second = await SiloAsync("b", Addresses[1]);
        (await CosProcess.RunAsync(folder.Path, environment, "submit", "tiny.json", "--min-replicas", "2")).Tells(0, "Follow it with");
        await using var watch = RunningCos.Start(folder.Path, environment, "watch", "tiny", "--json");
        await watch.UntilAsync("a step", line => line.Contains("\"event\":\"step\"", StringComparison.Ordinal));
        var listening = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
        var rows = await new BlobMembershipTable(new DirectoryBlobStore(folder.Path), "default").ReadAll();
        var end = await watch.UntilAsync("the end of the run", line => line.Contains("\"run-finished\"", StringComparison.Ordinal));

        Assert.Contains("ompleted", end, StringComparison.Ordinal);
        Assert.Equal(Addresses, rows.Members.Select(row => row.Item1).OrderBy(row => row.SiloName, StringComparer.Ordinal).Select(row => row.SiloAddress.Endpoint.Address));
        Assert.All(Addresses, address => Assert.True(
            listening.Count(endpoint => endpoint.Address.Equals(address)) >= 3, $"On {address} less than silo, gateway and lane listen: {string.Join(", ", listening.AsEnumerable())}"));
    }

    /// <summary>Promise: an address that is none of this machine's is told so, with what to do.</summary>
    [Fact]
    public async Task Address_of_another_machine_is_told()
    {
        // A block of addresses that is kept for examples.
        (await CosProcess.RunAsync(folder.Path, environment, "silo", "--name", "a", "--address", "192.0.2.1")).Tells(2, "192.0.2.1 cannot be listened on", "Name an address of this machine");
        (await CosProcess.RunAsync(folder.Path, environment, "silo", "--name", "a", "--address", "192.0.2.1", "--port", "40123", "--gateway-port", "40124")).Tells(2, "192.0.2.1");
    }

    private async Task<RunningCos> SiloAsync(string name, IPAddress address)
    {
        var silo = RunningCos.Start(folder.Path, environment, "silo", "--name", name, "--address", $"{address}");
        await silo.UntilAsync($"silo {name} serving", said => said.Contains($"Silo {name} serves", StringComparison.Ordinal) && said.Contains($"on {address}:", StringComparison.Ordinal));
        return silo;
    }
}
