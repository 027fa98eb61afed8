namespace ChainOfSight.Actors.Membership;

/// <summary>How long each silo has not signed the table, as far as the table could be read.</summary>
/// <param name="period">How often the table is meant to be read.</param>
internal sealed class SignsOfLife(TimeSpan period)
{
    private readonly Lock gate = new();
    private readonly SilenceDetector silence = new(period);
    private readonly Dictionary<SiloAddress, DateTime> last = [];

    /// <summary>Takes a read of the table. Only changes of the signed times count, their values are another clock's.</summary>
    public void Read(MembershipTableData data, TimeSpan now)
    {
        lock (gate)
        {
            silence.Tick(now);
            var living = data.Members.Select(row => row.Item1).Where(entry => entry.Status != SiloStatus.Dead).ToList();
            foreach (var entry in living)
            {
                silence.Watch(entry.SiloAddress);
                if (!last.TryGetValue(entry.SiloAddress, out var signed) || signed != entry.IAmAliveTime)
                {
                    last[entry.SiloAddress] = entry.IAmAliveTime;
                    silence.Heard(entry.SiloAddress);
                }
            }

            var kept = living.Select(entry => entry.SiloAddress).ToHashSet();
            silence.Keep(kept);
            foreach (var gone in last.Keys.Where(silo => !kept.Contains(silo)).ToList())
            {
                last.Remove(gone);
            }
        }
    }

    /// <summary>How long a silo has not signed; zero for one that is unknown.</summary>
    public TimeSpan Unsigned(SiloAddress silo)
    {
        lock (gate)
        {
            return silence.Silence(silo);
        }
    }
}
