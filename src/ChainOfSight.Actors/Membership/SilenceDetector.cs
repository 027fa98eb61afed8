namespace ChainOfSight.Actors.Membership;

/// <summary>
/// How long others have been silent, as far as this process was able to hear. Time in which it did not get to run itself, because the machine was
/// busy or the process frozen, is excused: nobody is suspected for the listener's own sleep.
/// </summary>
/// <param name="tick">How often <see cref="Tick"/> is meant to be called.</param>
internal sealed class SilenceDetector(TimeSpan tick)
{
    private readonly Dictionary<SiloAddress, TimeSpan> heard = [];
    private TimeSpan? lastTick;
    private TimeSpan awake;

    /// <summary>Time spent listening.</summary>
    public TimeSpan Awake => awake;

    /// <summary>Says that time has passed and this process was there.</summary>
    /// <param name="now">Time on any monotonic clock.</param>
    public void Tick(TimeSpan now)
    {
        if (lastTick is { } last && now > last)
        {
            // Twice the period is ordinary lateness of a timer; what goes beyond was sleep.
            var gap = now - last;
            awake += gap <= 2 * tick ? gap : tick;
        }

        lastTick = now;
    }

    /// <summary>Begins to listen to a silo, or goes on.</summary>
    public void Watch(SiloAddress silo) => heard.TryAdd(silo, awake);

    /// <summary>Whether it is listened to.</summary>
    public bool IsWatched(SiloAddress silo) => heard.ContainsKey(silo);

    /// <summary>Ends listening to all but these.</summary>
    public void Keep(IReadOnlySet<SiloAddress> silos)
    {
        foreach (var silo in heard.Keys.Where(silo => !silos.Contains(silo)).ToList())
        {
            heard.Remove(silo);
        }
    }

    /// <summary>A sign of life came.</summary>
    public void Heard(SiloAddress silo) => heard[silo] = awake;

    /// <summary>How long a silo has been silent while this process listened; zero for one that is not watched.</summary>
    public TimeSpan Silence(SiloAddress silo) => heard.TryGetValue(silo, out var at) ? awake - at : TimeSpan.Zero;
}
