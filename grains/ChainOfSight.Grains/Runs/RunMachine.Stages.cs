using ChainOfSight.Grains.Boundaries;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Contracts.Stages;
using ChainOfSight.Grains.Runs.Effects;

namespace ChainOfSight.Grains.Runs;

/// <content>From one stage to the next.</content>
public sealed partial class RunMachine
{
    private StageStep? stageStep;
    private long transformedBytes;

    /// <summary>The stage manager said what a change wants next.</summary>
    public void Staged(TimeSpan at, StageStep step)
    {
        now = at;
        if (Stance != Stance.Boundary || task != BoundaryTask.ChangeStage)
        {
            return;
        }

        stageStep = step;
        switch (step.State)
        {
            case StageState.Quiescing:
                Advance(StageEventKind.Quiesced, null, null);
                break;
            case StageState.Saving:
                Advance(StageEventKind.Saved, saved, null);
                break;
            case StageState.Transforming when !outline!.Stages[Entry.StageIndex + 1].NeedsTransform:
                transformedBytes = 0;
                Advance(StageEventKind.Transformed, step.Last, null);
                break;
            case StageState.Transforming:
                StartWork(Entry.Members[0], Order(WorkKind.Transform) with
                {
                    Id = $"{Entry.Generation}/Transform/{Entry.StageIndex + 1}/{step.Attempt}",
                    StageIndex = Entry.StageIndex + 1,
                    Step = 0,
                    Checkpoint = step.Last,
                    Accept = step.Accept,
                });
                break;
            case StageState.Verifying:
                stageDone = false;
                NewEra(Alive(), Entry.StageIndex + 1, step.Next, Entry.Ends);
                if (step.Next is { } next && next != step.Last)
                {
                    Do(new RunEffect.Saved(next, transformedBytes));
                }

                TellStage(Entry.StageIndex + 1);
                break;
            case StageState.Held:
                (stopPhase, stopReason) = (RunPhase.Held, step.Reason);
                RestNow();
                break;
        }
    }

    // The stage manager keeps the history; what the record says is told until it knows, and again by whoever takes over.
    private void TellStage(int reached) =>
        Do(new RunEffect.AdvanceStageChange(new StageEvent { Generation = Entry.Generation, Kind = StageEventKind.Committed, StageIndex = reached }));

    private void ChangeStage()
    {
        var trigger = Trigger() ?? "steps";
        if (Step < Stage.Steps && Entry.Ends.All(end => end.StageIndex != Entry.StageIndex))
        {
            // An early end must outlive this activation: it goes into the record first.
            tasks.Enqueue(BoundaryTask.ChangeStage);
            Write(Entry with { Ends = [.. Entry.Ends, new StageEnd { StageIndex = Entry.StageIndex, Step = Step, Trigger = trigger }] }, AfterWrite.Boundary);
            return;
        }

        Do(new RunEffect.BeginStageChange(new StageChangeOrder
        {
            Generation = Entry.Generation,
            From = Stage.Name,
            FromIndex = Entry.StageIndex,
            Step = Step,
            To = outline!.Stages[Entry.StageIndex + 1].Name,
            Trigger = trigger,
            Accept = Entry.AcceptHandOver || Entry.AcceptNext,
        }));
    }

    // Weights of another run with another layout: a stage change before the first stage.
    private void TransformStart() => StartWork(Entry.Members[0], Order(WorkKind.Transform) with { Id = $"{Entry.Generation}/Transform/0", Accept = Entry.AcceptHandOver || Entry.AcceptNext });

    private void StartTransformed(WorkNote note)
    {
        Do(new RunEffect.Lines(note.Lines));
        if (note.Held is { } held)
        {
            (stopPhase, stopReason) = (RunPhase.Held, held);
            RestNow();
            return;
        }

        NewEra(Alive(), 0, note.Checkpoint, Entry.Ends);
        Do(new RunEffect.Saved(note.Checkpoint!, note.Bytes));
    }

    private void Transformed(WorkNote note)
    {
        Do(new RunEffect.Lines(note.Lines));
        transformedBytes = note.Bytes;
        Advance(note.Held is null ? StageEventKind.Transformed : StageEventKind.Refused, note.Checkpoint, note.Held);
    }

    private void Advance(StageEventKind kind, CheckpointRef? checkpoint, string? reason) =>
        Do(new RunEffect.AdvanceStageChange(
            new StageEvent { Generation = Entry.Generation, Kind = kind, Attempt = stageStep!.Attempt, Checkpoint = checkpoint, Reason = reason }));
}
