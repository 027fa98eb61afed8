using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChainOfSight.Benchmarks.Calls;

/// <summary>Times calls between grains of two processes, one after the other.</summary>
internal static class ProcessBenchmark
{
    public const string SecretVariable = "CHAINOFSIGHT_BENCHMARK_SECRET";

    public static async Task<double[]> TimesAsync(int calls)
    {
        var (own, other) = (FreePort(), FreePort());
        var secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        using var child = Start(other, own, secret);
        try
        {
            await child.StandardOutput.ReadLineAsync();
            using var host = await ProcessPeer.StartAsync(own, other, secret);
            var grains = host.Services.GetRequiredService<IClusterClient>();
            var (caller, callee) = await PairAsync(grains, own, other);
            await grains.GetGrain<IPingGrain>(caller).Measure(callee, 2_000, true);
            var ticks = await grains.GetGrain<IPingGrain>(caller).Measure(callee, calls, true);
            await host.StopAsync();
            return [.. ticks.Select(tick => tick * 1e6 / Stopwatch.Frequency).Order()];
        }
        finally
        {
            child.StandardInput.Close();
            await child.WaitForExitAsync();
        }
    }

    private static Process Start(int port, int otherPort, string secret)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ProcessBenchmark).Assembly.Location);
        }

        start.ArgumentList.Add("serve");
        start.ArgumentList.Add(port.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(otherPort.ToString(CultureInfo.InvariantCulture));
        start.Environment[SecretVariable] = secret;
        return Process.Start(start)!;
    }

    private static async Task<(string Caller, string Callee)> PairAsync(IClusterClient grains, int own, int other)
    {
        string? caller = null;
        string? callee = null;
        for (var i = 0; caller is null || callee is null; i++)
        {
            var port = await grains.GetGrain<IPingGrain>($"ping {i}").Port();
            caller ??= port == own ? $"ping {i}" : null;
            callee ??= port == other ? $"ping {i}" : null;
        }

        return (caller, callee);
    }

    /// <summary>A port of the loopback that nobody uses now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
