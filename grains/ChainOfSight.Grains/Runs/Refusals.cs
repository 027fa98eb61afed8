namespace ChainOfSight.Grains.Runs;

/// <summary>
/// Devices that did not come into a run, and when each is asked again: soon where the cause may pass by itself, later each time where only a person mends it.
/// </summary>
/// <param name="retry">Before the first further attempt.</param>
public sealed class Refusals(TimeSpan retry)
{
    private const int MostDoublings = 6;
    private readonly Dictionary<string, (TimeSpan Until, int Lasting)> devices = [];

    /// <summary>A device did not come in.</summary>
    /// <param name="device">The device.</param>
    /// <param name="now">The time.</param>
    /// <param name="isLasting">Whether the cause stays until a person mends it: the time to the next attempt doubles.</param>
    public void Refuse(string device, TimeSpan now, bool isLasting)
    {
        var lasting = isLasting ? devices.GetValueOrDefault(device).Lasting + 1 : 0;
        devices[device] = (now + (retry * (1 << Math.Clamp(lasting - 1, 0, MostDoublings))), lasting);
    }

    /// <summary>A device can never come in as it is; a new start of its silo is another one.</summary>
    public void Bar(string device) => devices[device] = (TimeSpan.MaxValue, 0);

    /// <summary>A device is gone; what comes under its name is another one.</summary>
    public void Forget(string device) => devices.Remove(device);

    /// <summary>All are asked anew.</summary>
    public void Clear() => devices.Clear();

    /// <summary>Whether a device is not to be asked yet.</summary>
    public bool IsBarred(string device, TimeSpan now) => devices.TryGetValue(device, out var refused) && now < refused.Until;
}
