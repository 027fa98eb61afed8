using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChainOfSight.Benchmarks.Calls;

/// <summary>Grains of one silo on Orleans, to be timed.</summary>
internal sealed class InProcessCalls : IAsyncDisposable
{
    private readonly IHost host;

    private InProcessCalls(IHost host)
    {
        this.host = host;
        var caller = host.Services.GetRequiredService<IClusterClient>().GetGrain<IPingGrain>("caller");
        Rows = [new CallRow("one silo, number, copied", caller, "callee", Records: false), new CallRow("one silo, record of 5, copied", caller, "callee", Records: true)];
    }

    /// <summary>What is called how.</summary>
    public IReadOnlyList<CallRow> Rows { get; }

    public static async Task<InProcessCalls> OpenAsync()
    {
        var port = ProcessBenchmark.FreePort();
        return new InProcessCalls(await ProcessPeer.StartAsync(port, port, ""));
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
