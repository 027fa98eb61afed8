using ChainOfSight.Grains.Boundaries;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs.Effects;
using ChainOfSight.Grains.Stages;

namespace ChainOfSight.Grains.Runs;

/// <content>Between two steps: what is done there, one task after the other.</content>
public sealed partial class RunMachine
{
    private readonly Queue<BoundaryTask> tasks = [];
    private BoundaryTask? task;
    private RunPhase? stopPhase;
    private string? stopReason;
    private bool isEndOrdered;
    private bool mustRest;
    private bool stageDone;
    private TimeSpan? shortSince;

    /// <summary>Whether the stage is being changed.</summary>
    public bool IsChangingStage => task == BoundaryTask.ChangeStage;

    private void Proceed(bool isOpened, IReadOnlyList<MemberNodes> holdings)
    {
        tasks.Clear();
        task = null;
        if (!KnowsLosses(isOpened, holdings))
        {
            return;
        }

        TakeOrders(isOpened);
        foreach (var next in BoundaryPlan.Of(Sight(isOpened)))
        {
            tasks.Enqueue(next);
        }

        if (tasks.Count == 0)
        {
            BeginSteps(holdings);
            return;
        }

        if (Step < Stage.Steps && Trigger() is { } trigger && Entry.Ends.All(end => end.StageIndex != Entry.StageIndex))
        {
            // An early end must outlive this activation before anything is done because of it.
            Write(Entry with { Ends = [.. Entry.Ends, new StageEnd { StageIndex = Entry.StageIndex, Step = Step, Trigger = trigger }] }, AfterWrite.Boundary);
            return;
        }

        Stance = Stance.Boundary;
        NextTask();
    }

    // An order counts from the beginning of a boundary on, and never where the state was just opened: the end of a stage is measured, and goes into the record before anything else.
    private void TakeOrders(bool isOpened) => isEndOrdered = !isOpened && orders.EndStage == Entry.StageIndex && Step > 0;

    private BoundarySight Sight(bool isOpened)
    {
        var staying = Alive().Count(member => !leaving.Contains(member.Replica));
        var joining = ReadyToJoin().Count;
        return new BoundarySight
        {
            Stage = Stage,
            IsLast = Entry.StageIndex == outline!.Stages.Count - 1,
            Step = Step,
            IsEnd = Trigger() is not null,
            IsOpened = isOpened,
            IsSaved = IsSavedHere(),
            IsSaveDue = saveFailures > 0 && saving is null && now >= saveNotBefore,
            IsRestWanted = stopPhase is not null,
            IsAnyLeaving = staying < Alive().Count,
            IsAnyJoining = joining > 0,
            Members = staying + joining,
            MinReplicas = Entry.MinReplicas,
        };
    }

    private string? Trigger() =>
        Entry.Ends.FirstOrDefault(end => end.StageIndex == Entry.StageIndex && end.Step <= Step)?.Trigger ?? StageTriggers.Fired(Stage, Step, losses.Values, isEndOrdered);

    private void NextTask()
    {
        if (mustRest)
        {
            mustRest = false;
            RestNow();
            return;
        }

        if (!tasks.TryDequeue(out var next))
        {
            task = null;

            // What came up in the meantime: a join, a stop, a plateau that the measurement showed.
            var again = BoundaryPlan.Of(Sight(isOpened: true));
            if (again.Count == 0)
            {
                BeginSteps(recovery?.Step == Step ? recovery.Holdings : []);
                return;
            }

            foreach (var more in again)
            {
                tasks.Enqueue(more);
            }

            next = tasks.Dequeue();
        }

        task = next;
        shortSince = next == BoundaryTask.Await ? shortSince ?? now : null;
        WaitsFor = next switch
        {
            BoundaryTask.Measure => "the held-out loss",
            BoundaryTask.Save => "the checkpoint",
            BoundaryTask.Evaluate => "the evaluation",
            BoundaryTask.ChangeStage => "the stage change",
            BoundaryTask.Complete => "the report",
            BoundaryTask.Reform => "replicas that come or go",
            BoundaryTask.Await => $"devices: {Alive().Count} of {Entry.MinReplicas} are there",
            _ => null,
        };
        switch (next)
        {
            case BoundaryTask.Measure:
                Measure();
                break;
            case BoundaryTask.Save or BoundaryTask.SaveBeside:
                Save(next == BoundaryTask.SaveBeside);
                break;
            case BoundaryTask.Evaluate:
                EndStage();
                StartWork(Entry.Members[0], Order(WorkKind.Evaluate));
                break;
            case BoundaryTask.ChangeStage:
                EndStage();
                ChangeStage();
                break;
            case BoundaryTask.Complete:
                Complete();
                break;
            case BoundaryTask.Rest when stopPhase is null:
                // It was told to go on while it was saving in order to rest.
                NextTask();
                break;
            case BoundaryTask.Rest:
                RestNow();
                break;
            case BoundaryTask.Reform:
                Reform();
                break;
        }
    }

    private void Complete()
    {
        EndStage();
        (stopPhase, stopReason) = (RunPhase.Completed, null);
        if (outline!.IsReported)
        {
            Do(new RunEffect.Report());
        }
        else
        {
            RestNow();
        }
    }

    /// <summary>The report was written, or could not be.</summary>
    public void Reported(TimeSpan at)
    {
        now = at;
        if (Stance == Stance.Boundary && task == BoundaryTask.Complete)
        {
            (stopPhase, stopReason) = (RunPhase.Completed, null);
            RestNow();
        }
    }

    // The run waits, and something may have changed.
    private void Reconsider()
    {
        if (mustRest && Stance is not Stance.Writing and not Stance.Resting)
        {
            mustRest = false;
            RestNow();
        }
        else if (Stance == Stance.Boundary && task == BoundaryTask.Await)
        {
            if (now - shortSince >= times.Short && IsSavedHere())
            {
                // Another run may lack just these devices, and have those that this one lacks.
                shortSince = null;
                ChangeGeneration([]);
            }
            else
            {
                NextTask();
            }
        }
        else if (Stance == Stance.Boundary && task == BoundaryTask.Save)
        {
            SaveAgain(null);
        }
        else if (Stance == Stance.Boundary && task == BoundaryTask.Reform && ticket is not null)
        {
            CheckJoined();
        }
    }

    private void EndStage()
    {
        if (!stageDone)
        {
            stageDone = true;
            Do(new RunEffect.StageDone(Entry.StageIndex, Step));
        }
    }
}
