using ChainOfSight.Data.Ordering;
using ChainOfSight.Data.Samples;

namespace ChainOfSight.Data.Prompts;

/// <summary>
/// Which turns of a sample are asked when it stands at a position: a pure function of (seed, position), so that a repeated or resumed
/// step asks the same and another epoch asks others.
/// </summary>
/// <param name="options">Tasks with their weights, and how many turns.</param>
/// <param name="seed">The run's seed.</param>
public sealed class TurnSelection(PromptOptions options, long seed)
{
    private readonly ulong key = KeyedHash.Combine((ulong)seed, "turns");

    /// <summary>The turns to ask, in the record's order; a caption counts as the first. Empty where the sample has none of the tasks.</summary>
    /// <param name="record">The sample.</param>
    /// <param name="position">Its global position.</param>
    public IReadOnlyList<SampleTurn> Select(SampleRecord record, long position)
    {
        var candidates = Candidates(record);
        return options.TurnsPerSample == 0 || candidates.Count <= options.TurnsPerSample ? candidates : Draw(candidates, KeyedHash.Combine(key, (ulong)position));
    }

    private List<SampleTurn> Candidates(SampleRecord record)
    {
        IEnumerable<SampleTurn> caption = record.Caption is { } text ? [new SampleTurn(SampleTask.Caption, options.CaptionPrompt, text)] : [];
        return [.. caption.Concat(record.Turns).Where(turn => options.Tasks.Count == 0 || options.Tasks.GetValueOrDefault(turn.Task) > 0)];
    }

    private List<SampleTurn> Draw(List<SampleTurn> candidates, ulong drawKey)
    {
        // Weighted draw without replacement: the smallest of exponential variables. A task's weight is shared by its turns.
        var turnsOfTask = candidates.CountBy(turn => turn.Task).ToDictionary();
        var chosen = candidates
            .Select((turn, index) => (Index: index, Key: Exponential(drawKey, index) / Weight(turn.Task, turnsOfTask[turn.Task])))
            .OrderBy(entry => entry.Key)
            .Take(options.TurnsPerSample)
            .Select(entry => entry.Index);
        return [.. chosen.Order().Select(index => candidates[index])];
    }

    private double Weight(SampleTask task, int turns) => options.Tasks.Count == 0 ? 1 : options.Tasks[task] / turns;

    private static double Exponential(ulong drawKey, int index) =>
        -Math.Log(((KeyedHash.Combine(drawKey, (ulong)index) >> 11) + 0.5) / (1UL << 53));
}
