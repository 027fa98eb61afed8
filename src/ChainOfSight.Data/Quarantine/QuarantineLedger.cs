namespace ChainOfSight.Data.Quarantine;

/// <summary>
/// The bad samples of a run, each once however often it was met. Entries come in when the step that met them is committed, so that every
/// replica count gives the same ledger. Not safe for many threads: its owner commits.
/// </summary>
public sealed class QuarantineLedger
{
    private readonly SortedDictionary<(string Source, string Shard, int Index), QuarantineEntry> entries = [];

    /// <summary>All entries by source, shard and index.</summary>
    public IReadOnlyCollection<QuarantineEntry> Entries => entries.Values;

    /// <summary>Takes in what a committed step met.</summary>
    /// <returns>The entries that were not known.</returns>
    public IReadOnlyList<QuarantineEntry> Commit(IEnumerable<QuarantineEntry> met) =>
        [.. met.Where(entry => entries.TryAdd((entry.Source, entry.Shard, entry.Index), entry))];

    /// <summary>Compares the ledger with a budget.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="cleared">Entries that an operator cleared and that count no more; null = none.</param>
    /// <returns>Why the run must pause; null while it may go on.</returns>
    public string? OverBudget(QuarantineBudget budget, QuarantineLedger? cleared = null)
    {
        ArgumentNullException.ThrowIfNull(budget);
        var counted = entries.Values.Where(entry => cleared is null || !cleared.entries.ContainsKey((entry.Source, entry.Shard, entry.Index))).ToList();
        if (counted.Count > budget.PerRun)
        {
            return $"{counted.Count} samples can't be used, the run's budget is {budget.PerRun}. The last reason: {counted[^1].Reason}";
        }

        var worst = counted.GroupBy(entry => entry.Source).MaxBy(source => source.Count());
        return worst is not null && worst.Count() > budget.PerSource
            ? $"{worst.Count()} samples of source '{worst.Key}' can't be used, the budget per source is {budget.PerSource}. The last reason: {worst.Last().Reason}"
            : null;
    }
}
