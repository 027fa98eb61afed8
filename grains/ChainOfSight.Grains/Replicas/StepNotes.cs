using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Training.Runs.Metrics;

namespace ChainOfSight.Grains.Replicas;

/// <summary>
/// Notes of the steps in a replica's state whose lines may not be in the store: the run writes the lines, and where it dies before that, the next
/// one gets them from here. 4096 at most, the oldest go first: a store that takes nothing for longer stops the run by its saves.
/// </summary>
/// <param name="log">Where their lines go before a checkpoint that holds these steps; null = nowhere.</param>
public sealed class StepNotes(MetricsLog? log = null)
{
    private const int Most = 4096;
    private readonly Queue<AppliedNote> notes = [];

    /// <summary>The notes, the oldest first.</summary>
    public IReadOnlyList<AppliedNote> All => [.. notes];

    /// <summary>A step was applied or skipped.</summary>
    public void Add(AppliedNote note)
    {
        notes.Enqueue(note);
        if (notes.Count > Most)
        {
            notes.Dequeue();
        }
    }

    /// <summary>Lines of the first steps of the stage are in the store.</summary>
    public void Forget(long steps)
    {
        while (notes.TryPeek(out var oldest) && oldest.Sum.Step < steps)
        {
            notes.Dequeue();
        }
    }

    /// <summary>Another state is opened.</summary>
    public void Clear() => notes.Clear();

    /// <summary>Writes the lines, whoever else may have done it: readers take a line of one step and generation once.</summary>
    public async Task WriteAsync(int stageIndex, string stage)
    {
        if (log is null)
        {
            return;
        }

        foreach (var note in notes)
        {
            log.Add(StepLine.Of(stageIndex, stage, note));
        }

        await log.FlushAsync(CancellationToken.None);
    }
}
