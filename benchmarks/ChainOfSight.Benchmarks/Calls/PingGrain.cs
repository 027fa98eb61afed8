using System.Diagnostics;

namespace ChainOfSight.Benchmarks.Calls;

/// <inheritdoc cref="IPingGrain"/>
public sealed class PingGrain : Grain, IPingGrain
{
    /// <inheritdoc/>
    public Task<int> Ping(int number) => Task.FromResult(number);

    /// <inheritdoc/>
    public Task<Report> Exchange(Report report) => Task.FromResult(report);

    /// <inheritdoc/>
    public Task<int> Port() => Task.FromResult(GrainContext.Address.SiloAddress!.Endpoint.Port);

    /// <inheritdoc/>
    public async Task<long[]> Measure(string other, int calls, bool records)
    {
        var grain = GrainFactory.GetGrain<IPingGrain>(other);
        var report = new Report("run", 1, 2, 3, [1, 2, 3, 4]);
        var times = new long[calls];
        for (var i = 0; i < calls; i++)
        {
            var start = Stopwatch.GetTimestamp();
            if (records)
            {
                await grain.Exchange(report);
            }
            else
            {
                await grain.Ping(i);
            }

            times[i] = Stopwatch.GetTimestamp() - start;
        }

        return times;
    }
}
