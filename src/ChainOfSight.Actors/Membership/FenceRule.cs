namespace ChainOfSight.Actors.Membership;

/// <summary>When a silo must stop itself: its word counts no more, and another may already have taken its place.</summary>
internal static class FenceRule
{
    /// <summary>The reason to stop, or null.</summary>
    /// <param name="table">The table as just read.</param>
    /// <param name="me">This silo, which has joined.</param>
    public static string? Judge(MembershipTableData table, SiloAddress me)
    {
        if (table.TryGet(me)?.Item1 is not { } entry)
        {
            return $"The membership table has no row for {me} any more: the table was deleted or replaced. This silo stops; start it again.";
        }

        return entry.Status == SiloStatus.Dead
            ? $"The cluster has declared {me} ('{entry.SiloName}') dead{By(entry)}. Dead is final: this silo stops; start it again to join as a new one."
            : null;
    }

    /// <summary>The reason to stop when the lease has ended.</summary>
    public static string LeaseEnded(SiloAddress me, TimeSpan lease) =>
        $"{me} could not reach the membership table for {lease.TotalSeconds:0.#} s and its lease has ended: others may take over. "
        + "This silo stops; check the store and the load of the machine, and start it again.";

    private static string By(MembershipEntry entry) => entry.SuspectTimes is { Count: > 0 } votes
        ? $" (voted by {string.Join(", ", votes.Select(vote => vote.Item1))})"
        : "";
}
