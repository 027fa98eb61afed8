using ChainOfSight.Grains.Boundaries;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs.Effects;
using ChainOfSight.Grains.Saving;

namespace ChainOfSight.Grains.Runs;

/// <content>Checkpoints: who writes one, and what follows from its end.</content>
public sealed partial class RunMachine
{
    private const int MostSaveFailures = 8;
    private const int MostDoublings = 4;
    private CheckpointRef? saved;
    private (Member Saver, CheckpointRef Checkpoint)? saving;
    private int saveFailures;
    private TimeSpan saveNotBefore;

    /// <summary>Names the work of writing a checkpoint, ordered with a step or by itself.</summary>
    public static string SaveId(CheckpointRef checkpoint) => $"{checkpoint.Generation}/Save/{checkpoint.StageIndex}/{checkpoint.Step}/{checkpoint.Saver}";

    private bool IsSavedHere() => saved is { } last && last.StageIndex == Entry.StageIndex && last.Step == Step;

    private CheckpointRef NextSave()
    {
        var saver = SaverChoice.Of(Entry.Members, saveFailures, member => leaving.Contains(member.Replica));
        var checkpoint = new CheckpointRef
        {
            StageIndex = Entry.StageIndex,
            Stage = Stage.Name,
            Step = Step,
            Generation = Entry.Generation,

            // What a failed attempt left behind is nobody's.
            Saver = SaverChoice.Name(saver.Replica) + (saveFailures > 0 ? $"-{saveFailures}" : ""),
        };
        saving = (saver, checkpoint);
        return checkpoint;
    }

    private void Save(bool beside)
    {
        var checkpoint = NextSave();
        StartWork(saving!.Value.Saver, Order(WorkKind.Save) with { Id = SaveId(checkpoint), Checkpoint = checkpoint });
        if (beside)
        {
            NextTask();
        }
    }

    private void SaveDone(WorkNote note)
    {
        var checkpoint = saving!.Value.Checkpoint;
        saving = null;
        if (note.Fault is { } fault)
        {
            saveFailures++;
            Do(new RunEffect.Warn($"The checkpoint {checkpoint.Title} was not written: {fault}"));
            if (saveFailures > (note.NeedsPerson ? Entry.Members.Count : Entry.Members.Count + MostSaveFailures))
            {
                Fail(fault);
                return;
            }

            // Each member tries at once; then a store that fails has time to come back.
            var pauses = saveFailures - Entry.Members.Count;
            saveNotBefore = pauses < 0 ? now : now + (times.Retry * (1 << Math.Min(pauses, MostDoublings)));
            SaveAgain(fault);
            return;
        }

        (saved, saveFailures, saveNotBefore) = (checkpoint, 0, TimeSpan.Zero);
        Do(new RunEffect.Saved(checkpoint, note.Bytes));
        if (Stance == Stance.Boundary && task == BoundaryTask.Save && IsSavedHere())
        {
            NextTask();
        }
    }

    // What waits at the boundary for its checkpoint tries again when it may.
    private void SaveAgain(string? fault)
    {
        if (Stance != Stance.Boundary || task != BoundaryTask.Save || saving is not null)
        {
            return;
        }

        if (now >= saveNotBefore)
        {
            Save(beside: false);
        }
        else if (fault is not null)
        {
            WaitsFor = $"the checkpoint, which is written again soon; {fault}";
        }
    }
}
