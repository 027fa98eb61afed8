using ChainOfSight.Grains.Contracts.Devices;
using ChainOfSight.Grains.Placement;

namespace ChainOfSight.Grains.Devices;

/// <summary>
/// A run's reservation of devices across silos: enough of them, or none. Pure: its owner asks the brokers and says what they answered.
/// </summary>
/// <remarks>
/// Silos are asked one after the other in the order of their names, the same for every run, and whoever gets too few gives everything back at once instead of
/// waiting with what it has. So no two runs wait for each other half and half: of several that want the same devices, the one that got the last contested
/// silo has all it asked for.
/// </remarks>
public sealed class Reservation
{
    private readonly int least;
    private readonly SortedDictionary<string, List<string>> open = new(StringComparer.Ordinal);
    private readonly List<DeviceLease> leases = [];
    private readonly Dictionary<string, Exception> refusals = [];

    /// <summary>Begins.</summary>
    /// <param name="devices">Devices that the run would take, as silo/device.</param>
    /// <param name="least">How many of them it needs, at least 1.</param>
    public Reservation(IEnumerable<string> devices, int least)
    {
        ArgumentNullException.ThrowIfNull(devices);
        this.least = Math.Max(1, least);
        foreach (var device in devices.Order(StringComparer.Ordinal))
        {
            var silo = PlaceKey.Parse(device).Silo;
            open.TryAdd(silo, []);
            open[silo].Add(device);
        }
    }

    /// <summary>The silo whose broker is to be asked now; null = nobody any more.</summary>
    public string? Silo => CanSuffice && open.Count > 0 ? open.First().Key : null;

    /// <summary>Devices to ask it for, all or none.</summary>
    public IReadOnlyList<string> Wanted => Silo is { } silo ? open[silo] : [];

    /// <summary>Whether there are enough; false while silos are still to be asked.</summary>
    public bool IsEnough => leases.Count >= least;

    /// <summary>Leases so far. Where they are not <see cref="IsEnough"/> at the end, they are to be given back.</summary>
    public IReadOnlyList<DeviceLease> Leases => leases;

    /// <summary>Why a device was refused, by device.</summary>
    public IReadOnlyDictionary<string, Exception> Refusals => refusals;

    private bool CanSuffice => leases.Count + open.Values.Sum(devices => devices.Count) >= least;

    /// <summary>The broker granted all that it was asked for.</summary>
    public void Granted(IReadOnlyList<DeviceLease> granted)
    {
        ArgumentNullException.ThrowIfNull(granted);
        leases.AddRange(granted);
        open.Remove(Silo!);
    }

    /// <summary>The broker refused because of one device; the silo is asked again for its others.</summary>
    public void Taken(string device, Exception why)
    {
        var silo = Silo!;
        refusals[device] = why;
        if (!open[silo].Remove(device))
        {
            Refused(why);
        }
        else if (open[silo].Count == 0)
        {
            open.Remove(silo);
        }
    }

    /// <summary>The broker gave nothing at all, or no answer.</summary>
    public void Refused(Exception why)
    {
        var silo = Silo!;
        foreach (var device in open[silo])
        {
            refusals[device] = why;
        }

        open.Remove(silo);
    }
}
