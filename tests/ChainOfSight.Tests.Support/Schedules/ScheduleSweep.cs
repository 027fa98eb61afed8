namespace ChainOfSight.Tests.Support.Schedules;

/// <summary>What many schedules came to.</summary>
internal sealed class ScheduleSweep
{
    private readonly Lock gate = new();
    private readonly Dictionary<DisturbanceKind, int> happened = [];
    private readonly List<string> faults = [];
    private long read;
    private long needed;

    /// <summary>Schedules that were run.</summary>
    public int Seeds { get; private set; }

    /// <summary>Generations that their runs went through.</summary>
    public long Generations { get; private set; }

    /// <summary>Disturbances that found their moment.</summary>
    public IReadOnlyDictionary<DisturbanceKind, int> Happened => happened;

    /// <summary>What went wrong, with the schedule.</summary>
    public IReadOnlyList<string> Faults => faults;

    /// <summary>Slots that were read more often than once, per slot that counts: an upper bound of the recomputed ones, for some are read ahead in vain.</summary>
    public double ReadAgainShare => needed == 0 ? 0 : (double)(read - needed) / needed;

    /// <summary>Runs the schedules of some seeds.</summary>
    public static Task<ScheduleSweep> RunAsync(int from, int seeds, int parallel, Action<ScheduleSweep, string?>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync(Enumerable.Range(from, seeds).Select(Schedule.Of), parallel, progress, cancellationToken);

    /// <summary>Runs schedules.</summary>
    /// <param name="schedules">The schedules.</param>
    /// <param name="parallel">How many at a time.</param>
    /// <param name="progress">Told of each that ends, with what is wrong with it.</param>
    /// <param name="cancellationToken">Begins no more.</param>
    public static async Task<ScheduleSweep> RunAsync(
        IEnumerable<Schedule> schedules, int parallel, Action<ScheduleSweep, string?>? progress = null, CancellationToken cancellationToken = default)
    {
        var sweep = new ScheduleSweep();
        var undisturbed = new UndisturbedRuns();
        await Parallel.ForEachAsync(
            schedules,
            new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken },
            async (schedule, _) =>
            {
                var outcome = await DisturbedRun.RunAsync(schedule, undisturbed);
                sweep.Add(outcome);
                progress?.Invoke(sweep, outcome.Fault is null ? null : $"{outcome.Schedule}\n{outcome.Fault}");
            });
        return sweep;
    }

    public override string ToString() =>
        $"{Seeds} schedules, {Generations} generations, {ReadAgainShare:P1} of the slots read again, {faults.Count} with a fault; "
        + string.Join(", ", happened.OrderBy(one => one.Key).Select(one => $"{one.Key} {one.Value}"));

    private void Add(ScheduleOutcome outcome)
    {
        lock (gate)
        {
            Seeds++;
            Generations += outcome.Generation;
            foreach (var kind in outcome.Happened)
            {
                happened[kind] = happened.GetValueOrDefault(kind) + 1;
            }

            if (outcome.Fault is { } fault)
            {
                faults.Add($"{outcome.Schedule}\n{fault}");
            }
            else
            {
                read += outcome.ReadSlots;
                needed += outcome.NeededSlots;
            }
        }
    }
}
