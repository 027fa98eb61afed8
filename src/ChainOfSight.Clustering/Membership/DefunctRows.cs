namespace ChainOfSight.Clustering;

/// <summary>Which rows of the table no longer matter to anyone.</summary>
internal static class DefunctRows
{
    /// <summary>Dead rows whose start, last sign of life and last vote are all older than a date.</summary>
    /// <param name="table">The table.</param>
    /// <param name="alive">Last signs of life by silo.</param>
    /// <param name="before">The date, UTC.</param>
    public static IReadOnlyList<MembershipRow> Find(MembershipDocument table, IReadOnlyDictionary<string, DateTime?> alive, DateTime before) =>
        [.. table.Rows.Where(row => row.Status == SiloStatus.Dead && LastChange(row, alive.GetValueOrDefault(row.Silo)) < before)];

    private static DateTime LastChange(MembershipRow row, DateTime? alive)
    {
        DateTime[] times = [row.Started, row.Alive, alive ?? default, .. row.Suspicions?.Select(vote => vote.At) ?? []];
        return times.Max();
    }
}
