namespace ChainOfSight.Grains.Recovery;

/// <summary>
/// How long faults that may pass are tried again: until the run gets further than ever before, or one device has tried often and for long without that. A step that is
/// repeated after a return to a checkpoint is no progress.
/// </summary>
public sealed class FaultPatience
{
    /// <summary>Tries of one device before which no time is too long: a run that waited for devices for hours has not tried for hours.</summary>
    public const int FewestTries = 5;
    private readonly Dictionary<string, int> tries = [];
    private (int Stage, long Step) furthest = (-1, -1);
    private TimeSpan since;

    /// <summary>A device met a fault that may pass.</summary>
    /// <param name="device">The device.</param>
    /// <param name="now">The time.</param>
    /// <param name="patience">For how long such faults are tried again.</param>
    /// <returns>How often this device tried and for how long there was no progress, where that is too much; null where it is to try again.</returns>
    public (int Tries, TimeSpan For)? Met(string device, TimeSpan now, TimeSpan patience)
    {
        if (tries.Count == 0)
        {
            since = now;
        }

        var count = tries[device] = tries.GetValueOrDefault(device) + 1;
        return count >= FewestTries && now - since >= patience ? (count, now - since) : null;
    }

    /// <summary>Steps of a stage count.</summary>
    public void Reached(int stage, long step)
    {
        if ((stage, step).CompareTo(furthest) > 0)
        {
            furthest = (stage, step);
            tries.Clear();
        }
    }

    /// <summary>A person looked after the run, or it went back: nothing was tried yet.</summary>
    public void Clear()
    {
        tries.Clear();
        furthest = (-1, -1);
    }
}
