using System.Globalization;

namespace ChainOfSight.Benchmarks.Rivals;

/// <summary>Memory of this process as Linux accounts it.</summary>
internal static class ProcessMemory
{
    /// <summary>Largest resident set so far, in bytes.</summary>
    public static long PeakBytes() => Read("VmHWM:");

    /// <summary>Resident set now, in bytes.</summary>
    public static long ResidentBytes() => Read("VmRSS:");

    private static long Read(string key) => File.ReadLines("/proc/self/status")
        .Where(line => line.StartsWith(key, StringComparison.Ordinal))
        .Select(line => long.Parse(line[key.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) * 1024)
        .First();
}
