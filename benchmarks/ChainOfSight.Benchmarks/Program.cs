using System.Globalization;
using ChainOfSight.Benchmarks.Calls;

switch (args)
{
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
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project benchmarks/ChainOfSight.Benchmarks -- calls [number of calls, default 200000]");
        return 2;
}
