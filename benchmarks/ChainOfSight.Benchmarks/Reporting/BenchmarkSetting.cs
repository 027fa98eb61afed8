using System.Globalization;
using System.Runtime.InteropServices;
using ChainOfSight.Tensors;

namespace ChainOfSight.Benchmarks.Reporting;

/// <summary>Where and when figures were measured.</summary>
/// <param name="Date">Day, UTC.</param>
/// <param name="Processor">Model of the processor.</param>
/// <param name="Processors">How many there are.</param>
/// <param name="System">The operating system.</param>
/// <param name="Libtorch">Version of libtorch.</param>
/// <param name="Blas">The file that gives matrix products.</param>
/// <param name="Allocator">What is preloaded to allocate memory; empty: the C library's own.</param>
internal sealed record BenchmarkSetting(string Date, string Processor, int Processors, string System, string Libtorch, string Blas, string Allocator)
{
    public static BenchmarkSetting Now() => new(
        TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        RuntimeInformation.OSDescription,
        TensorEngine.Library.Version,
        Path.GetFileName(Path.GetDirectoryName(TensorEngine.Library.BlasPath)) + "/" + Path.GetFileName(TensorEngine.Library.BlasPath),
        Path.GetFileName(Environment.GetEnvironmentVariable("LD_PRELOAD") ?? ""));
}
