namespace ChainOfSight.Actors.Membership;

/// <summary>
/// When a silo is dead. Certain evidence is enough from one silo. Silence of one that still signs the table needs votes of several, because the path may be
/// broken on the watcher's side.
/// </summary>
/// <param name="options">Counts and times.</param>
internal sealed class DeathRule(MembershipOptions options)
{
    /// <summary>What the measured silences mean.</summary>
    /// <param name="unanswered">How long probes were not answered.</param>
    /// <param name="unsigned">How long its sign of life in the table did not change.</param>
    public DeathEvidence Judge(TimeSpan unanswered, TimeSpan unsigned) =>
        unanswered < options.SilencePatience ? DeathEvidence.None
        : unsigned < options.SilencePatience ? DeathEvidence.Silent
        : DeathEvidence.SilentAndLifeless;

    /// <summary>The row as this silo should write it, or null where nothing is to be written.</summary>
    /// <param name="table">The table as just read.</param>
    /// <param name="suspect">Who is suspected.</param>
    /// <param name="voter">This silo.</param>
    /// <param name="evidence">What it found.</param>
    /// <param name="now">Its clock, for the vote.</param>
    public MembershipEntry? Apply(MembershipTableData table, SiloAddress suspect, SiloAddress voter, DeathEvidence evidence, DateTime now)
    {
        // The dead have no vote: of two silos that cannot hear each other, the one whose vote is second must not take the first along.
        if (table.TryGet(voter)?.Item1 is not { } mine || mine.Status == SiloStatus.Dead)
        {
            return null;
        }

        if (evidence == DeathEvidence.None || table.TryGet(suspect)?.Item1 is not { } entry || entry.Status == SiloStatus.Dead)
        {
            return null;
        }

        var fresh = FreshVotes(entry, now);
        if (evidence == DeathEvidence.Silent && fresh.Contains(voter) && fresh.Count < Needed(table, suspect))
        {
            return null;
        }

        var changed = entry.Copy();
        changed.AddOrUpdateSuspector(voter, now, Math.Max(options.VotesNeeded, 3));
        fresh.Add(voter);
        if (evidence != DeathEvidence.Silent || fresh.Count >= Needed(table, suspect))
        {
            changed.Status = SiloStatus.Dead;
        }

        return changed;
    }

    private int Needed(MembershipTableData table, SiloAddress suspect)
    {
        var others = table.Members.Count(row => row.Item1.Status == SiloStatus.Active && !row.Item1.SiloAddress.Equals(suspect));
        return Math.Clamp(Math.Min(options.VotesNeeded, others), 1, options.VotesNeeded);
    }

    private HashSet<SiloAddress> FreshVotes(MembershipEntry entry, DateTime now)
    {
        var votes = entry.SuspectTimes ?? [];

        // Relative to the newest vote, so that a clock that was set back does not make old votes fresh.
        var latest = votes.Count == 0 ? now : votes.Max(vote => vote.Item2) is var newest && newest > now ? newest : now;
        return [.. votes.Where(vote => latest - vote.Item2 < options.VoteExpiry).Select(vote => vote.Item1)];
    }
}
