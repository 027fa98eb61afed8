using System.Globalization;
using ChainOfSight.Benchmarks.Calls;
using ChainOfSight.Benchmarks.Checkpoints;
using ChainOfSight.Benchmarks.Engines;
using ChainOfSight.Benchmarks.Lanes;
using ChainOfSight.Benchmarks.Rivals;
using ChainOfSight.Benchmarks.Suites;
using ChainOfSight.Models;
using ChainOfSight.Storage;

try
{
    return await RunAsync();
}
catch (Exception e) when (e is UserErrorException or ModelException)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return 2;
}

async Task<int> RunAsync()
{
    switch (args)
    {
        case ["nothing"]:
            // What a start of .NET costs, for the measurement of ours.
            return 0;
        case ["calls"]:
            await CallBenchmark.RunAsync(200_000, Console.Out);
            return 0;
        case ["calls", var calls]:
            await CallBenchmark.RunAsync(int.Parse(calls, CultureInfo.InvariantCulture), Console.Out);
            return 0;
        case ["serve", var port, var other]:
            // The other process of the measurement; started by it.
            await ProcessPeer.ServeAsync(
                int.Parse(port, CultureInfo.InvariantCulture),
                int.Parse(other, CultureInfo.InvariantCulture),
                Environment.GetEnvironmentVariable(ProcessBenchmark.SecretVariable) ?? "");
            return 0;
        case ["work"]:
            // Our side of a comparison; started by it.
            return WorkServer.Serve(Console.In, Console.Out);
        case [var suite, .. var rest] when SuiteList.Knows(suite):
            return SuiteList.Run(suite, rest, Console.Out);
        case ["checkpoint", .. var rest]:
            return await CheckpointBenchmark.RunAsync(CheckpointBenchmarkOptions.Parse(rest));
        case ["engine", .. var rest]:
            return EngineBenchmark.Run(rest);
        case ["fast"]:
            return await FastBenchmark.RunAsync(8, "fast");
        case ["fast", var turns]:
            return await FastBenchmark.RunAsync(int.Parse(turns, CultureInfo.InvariantCulture), "fast");
        case ["fast", var turns, ("exact" or "fast") and var reduction]:
            return await FastBenchmark.RunAsync(int.Parse(turns, CultureInfo.InvariantCulture), reduction);
        case ["fast", var turns, ("exact" or "fast") and var reduction, var slots]:
            return await FastBenchmark.RunAsync(int.Parse(turns, CultureInfo.InvariantCulture), reduction, int.Parse(slots, CultureInfo.InvariantCulture));
        default:
            var help = args is ["-h"] or ["--help"] or ["help"];
            (help ? Console.Out : Console.Error).WriteLine(
                """
                Usage: ./cos bench COMMAND

                  calls [number of calls, default 200000]
                             what a call between grains costs
                  checkpoint [--megabytes 1024] [--store FOLDER|URL] [--window-seconds 300] [--saves 3]
                             how long a save stops the training, and its share of the processor between two saves
                  engine [--out FILE] [--against FILE] [--bits]
                             what the tensor engine costs, and whether a short run agrees with one of another engine
                  fast [turns, default 8] [fast|exact] [slots of a replica's step, default 32]
                             two replicas in mode fast (or exact) against two runs of one replica each, on two processors
                """ + "\n" + SuiteList.Help);
            return help ? 0 : 2;
    }
}
