using ChainOfSight.Benchmarks.Reporting;
using ChainOfSight.Benchmarks.Rivals;
using ChainOfSight.Benchmarks.Works;

namespace ChainOfSight.Benchmarks.Suites;

/// <summary>Live tensors and memory over 1,000 steps.</summary>
internal static class FlatSuite
{
    private const int Steps = 1000;

    // Until the managed heap has filled the memory that it may fill before it collects (the launcher's DOTNET_GCgen0size) at least once.
    private const int Warm = 250;

    public static IReadOnlyList<BenchmarkRow> Run(BenchmarkOptions options, Action<BenchmarkRow> told)
    {
        var weights = Path.GetTempFileName();
        using var work = new StepWork(new ModelRequest(new StepCase("cos-32", 64, 2, 64, 3, 4, "f32").Request(weights, options.Threads)));
        File.Delete(weights);
        Many(work, Warm);
        var before = Now();
        Many(work, Steps);
        var after = Now();
        BenchmarkRow[] rows =
        [
            Row("live tensors", "tensors", after.Tensors - before.Tensors, 0, "no more"),
            Row("resident memory", "MB", (after.Resident - before.Resident) / 1e6, Math.Max(8, before.Resident / 1e6 * 0.02), "≤ 8 MB or 2 % more"),
            Row("managed memory", "MB", (after.Managed - before.Managed) / 1e6, 1, "≤ 1 MB more"),
        ];
        foreach (var row in rows)
        {
            told(row);
        }

        return rows;

        BenchmarkRow Row(string name, string unit, double change, double limit, string promise) =>
            new() { Name = $"{name}, change over {Steps} steps", Unit = unit, Ours = new Spread(change, change, change), Promise = promise, Holds = change <= limit };
    }

    private static void Many(StepWork work, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            work.Run();
        }
    }

    private static (long Tensors, long Resident, long Managed) Now() => (Tensor.TotalCount, ProcessMemory.ResidentBytes(), GC.GetTotalMemory(forceFullCollection: true));
}
