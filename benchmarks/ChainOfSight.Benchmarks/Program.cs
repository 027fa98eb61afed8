using System.Globalization;
using ChainOfSight.Benchmarks.Calls;

if (args is not ["calls", ..])
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project benchmarks/ChainOfSight.Benchmarks -- calls [number of calls, default 200000]");
    return 2;
}

await CallBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 200_000, Console.Out);
return 0;
