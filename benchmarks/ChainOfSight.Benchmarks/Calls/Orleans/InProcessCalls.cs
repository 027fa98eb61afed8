using Microsoft.Extensions.DependencyInjection;

namespace ChainOfSight.Benchmarks.Calls;

/// <summary>Times calls between grains of one silo on Orleans.</summary>
internal static class InProcessCalls
{
    /// <summary>What was called how, with the sorted times.</summary>
    public static async IAsyncEnumerable<(string What, double[] Times)> TimesAsync(int calls)
    {
        var port = ProcessBenchmark.FreePort();
        using var host = await ProcessPeer.StartAsync(port, port, "");
        var caller = host.Services.GetRequiredService<IClusterClient>().GetGrain<IPingGrain>("caller");
        yield return ("one silo, number, copied", await CallBenchmark.TimesAsync(caller, "callee", calls, records: false));
        yield return ("one silo, record of 5, copied", await CallBenchmark.TimesAsync(caller, "callee", calls, records: true));
        await host.StopAsync();
    }
}
