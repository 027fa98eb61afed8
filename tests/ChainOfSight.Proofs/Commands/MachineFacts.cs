using System.Globalization;

namespace ChainOfSight.Proofs.Commands;

/// <summary>The machine that a result was found on.</summary>
/// <param name="Cores">Cores that this process may use.</param>
/// <param name="Processor">Name of the processor.</param>
/// <param name="Memory">Memory in GiB.</param>
/// <param name="Load">Processes that ran or waited to, averages over 1, 5 and 15 minutes.</param>
internal sealed record MachineFacts(int Cores, string Processor, double Memory, string Load)
{
    public static MachineFacts Read() => new(
        Environment.ProcessorCount,
        Line("/proc/cpuinfo", "model name")?.Split(':', 2)[1].Trim() ?? System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString(),
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30),
        Line("/proc/loadavg", "") is { } load ? string.Join(' ', load.Split(' ').Take(3)) : "unknown");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Cores} cores of {Processor}, {Memory:0} GiB");

    private static string? Line(string file, string start) => File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal)) : null;
}
