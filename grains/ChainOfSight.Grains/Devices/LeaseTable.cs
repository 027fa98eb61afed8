using ChainOfSight.Grains.Contracts.Devices;
using ChainOfSight.Grains.Contracts.Faults;

namespace ChainOfSight.Grains.Devices;

/// <summary>
/// Who has which device of a silo. A lease is exclusive; its epoch rises with each one, so that whoever still holds an older lease is
/// refused. Leases live as long as the silo: a new start begins with none.
/// </summary>
/// <param name="devices">The silo's devices, as silo/device.</param>
/// <param name="unconfirmed">
/// How long a lease holds that its replica has not confirmed: after it the device is free for others, so that a run that dies between reserving and using a
/// device blocks nobody. Default 30 s.
/// </param>
public sealed class LeaseTable(IReadOnlyList<string> devices, TimeSpan? unconfirmed = null)
{
    private readonly TimeSpan patience = unconfirmed ?? TimeSpan.FromSeconds(30);
    private readonly Dictionary<string, DeviceLease> leases = [];
    private readonly Dictionary<string, TimeSpan> lapses = [];
    private readonly Dictionary<string, long> epochs = devices.ToDictionary(device => device, _ => 0L);

    /// <summary>Leases devices, all or none. A run that asks again for what it has gets a new epoch: what it had before is fenced.</summary>
    /// <param name="run">The run.</param>
    /// <param name="wanted">Devices, as silo/device.</param>
    /// <param name="now">Time by the owner's clock.</param>
    /// <exception cref="DeviceTakenException">One is leased to another run.</exception>
    /// <exception cref="RefusedException">One does not exist here.</exception>
    public IReadOnlyList<DeviceLease> Reserve(string run, IReadOnlyList<string> wanted, TimeSpan now)
    {
        foreach (var device in wanted)
        {
            if (!epochs.ContainsKey(device))
            {
                throw new RefusedException($"This silo has no device {device}; it has {string.Join(", ", devices)}.");
            }

            if (leases.TryGetValue(device, out var held) && held.Run != run && !(lapses.TryGetValue(device, out var lapse) && lapse <= now))
            {
                throw new DeviceTakenException(device, held.Run);
            }
        }

        return
        [
            .. wanted.Select(device =>
            {
                lapses[device] = now + patience;
                return leases[device] = new DeviceLease { Device = device, Run = run, Epoch = ++epochs[device] };
            }),
        ];
    }

    /// <summary>The replica uses the device: from now on the lease holds until it is returned or its run takes a new one.</summary>
    /// <returns>False: the lease is not the one that holds.</returns>
    public bool Confirm(DeviceLease lease)
    {
        if (!IsCurrent(lease))
        {
            return false;
        }

        lapses.Remove(lease.Device);
        return true;
    }

    /// <summary>Takes leases back; one whose epoch is not the current one is left alone.</summary>
    public void Return(IReadOnlyList<DeviceLease> given)
    {
        foreach (var lease in given.Where(IsCurrent))
        {
            leases.Remove(lease.Device);
            lapses.Remove(lease.Device);
        }
    }

    /// <summary>Whether a lease is the one that holds.</summary>
    public bool IsCurrent(DeviceLease lease) => leases.TryGetValue(lease.Device, out var held) && held == lease;

    /// <summary>Who holds a device; null = nobody.</summary>
    public string? HolderOf(string device) => leases.TryGetValue(device, out var held) ? held.Run : null;

    /// <summary>Devices and holders.</summary>
    public IReadOnlyList<DeviceView> View() =>
        [.. devices.Select(device => new DeviceView { Device = device, Run = leases.GetValueOrDefault(device)?.Run, Epoch = epochs[device] })];
}
