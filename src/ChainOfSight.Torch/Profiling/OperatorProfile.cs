using System.Globalization;
using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch.Profiling;

/// <summary>
/// Takes the time of every operator between its start and its end, those of backward included, whoever calls them. Costs about a microsecond per operator
/// while it runs, nothing otherwise. On a GPU it sees launches, not the work.
/// </summary>
public sealed unsafe class OperatorProfile : IDisposable
{
    private bool stopped;

    private OperatorProfile()
    {
    }

    /// <summary>Starts taking times.</summary>
    /// <exception cref="TorchUnsupportedException">Another profile is being taken: there is one per process.</exception>
    public static OperatorProfile Start()
    {
        Fault.Check(NativeMethods.cos_profile_start());
        return new OperatorProfile();
    }

    /// <summary>Stops, and gives the operators that ran, the costliest first.</summary>
    public IReadOnlyList<OperatorTime> Stop()
    {
        Dispose();
        var text = TorchLibrary.ReadText(static (into, capacity) =>
        {
            Fault.Check(NativeMethods.cos_profile_read((byte*)into, capacity, out var needed));
            return needed;
        });
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse).OrderByDescending(time => time.Own)];
    }

    /// <summary>Stops taking times.</summary>
    public void Dispose()
    {
        if (!stopped)
        {
            stopped = true;
            Fault.Check(NativeMethods.cos_profile_stop());
        }
    }

    private static OperatorTime Parse(string line)
    {
        var parts = line.Split('\t');
        return new OperatorTime(parts[0], Number(parts[1]), Nanoseconds(parts[2]), Nanoseconds(parts[3]));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static TimeSpan Nanoseconds(string text) => TimeSpan.FromTicks(Number(text) / 100);
}
