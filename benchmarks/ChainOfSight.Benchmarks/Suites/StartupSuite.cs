using System.Diagnostics;
using ChainOfSight.Benchmarks.Reporting;
using ChainOfSight.Benchmarks.Rivals;
using ChainOfSight.Storage;

namespace ChainOfSight.Benchmarks.Suites;

/// <summary>Second start of the command line against an empty .NET program.</summary>
internal static class StartupSuite
{
    public static IReadOnlyList<BenchmarkRow> Run(BenchmarkOptions options, Action<BenchmarkRow> told)
    {
        var (ours, empty) = (new List<double>(), new List<double>());
        for (var round = -1; round < Math.Max(15, options.Rounds); round++)
        {
            var (help, nothing) = (Time("./cos", "--help"), Time("dotnet", typeof(StartupSuite).Assembly.Location, "nothing"));
            if (round >= 0)
            {
                ours.Add(help);
                empty.Add(nothing);
            }
        }

        var over = Spread.Of(ours.Zip(empty, (a, b) => a - b));
        var row = new BenchmarkRow
        {
            Name = "cos --help, over an empty program", Unit = "s", Ours = over, Promise = "≤ 0.3 s", Holds = over.Median <= 0.3,
            Remark = FormattableString.Invariant($"whole starts: cos {Spread.Of(ours).Median:0.000} s, the empty program {Spread.Of(empty).Median:0.000} s."),
        };
        told(row);
        return [row];
    }

    private static double Time(string program, params string[] arguments)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? Stopwatch.GetElapsedTime(start).TotalSeconds : throw new UserErrorException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
