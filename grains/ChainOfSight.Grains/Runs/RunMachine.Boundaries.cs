using ChainOfSight.Grains.Boundaries;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs.Effects;
using ChainOfSight.Grains.Saving;
using ChainOfSight.Grains.Stages;

namespace ChainOfSight.Grains.Runs;

/// <content>Between two steps.</content>
public sealed partial class RunMachine
{
    private const int MostSaveFailures = 8;
    private readonly Queue<BoundaryTask> tasks = [];
    private readonly List<double?> losses = [];
    private readonly Dictionary<(string Replica, string Id), (Member Member, WorkOrder Order)> works = [];
    private readonly Dictionary<string, WorkNote> opened = [];
    private BoundaryTask? task;
    private RunPhase? stopPhase;
    private string? stopReason;
    private bool nextStageWanted;
    private bool isOpenedHere;
    private bool mustRest;
    private CheckpointRef? saved;
    private (Member Saver, CheckpointRef Checkpoint)? saving;
    private int saveFailures;
    private long held;
    private bool stageDone;

    /// <summary>Whether the stage is being changed.</summary>
    public bool IsChangingStage => task == BoundaryTask.ChangeStage;

    private void Proceed(bool isOpened, IReadOnlyList<MemberNodes> holdings)
    {
        isOpenedHere = isOpened;
        held = holdings.Sum(one => one.Nodes.Sum(node => (long)(node.End - node.First)));
        tasks.Clear();
        task = null;
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
            IsSaveDue = saveFailures > 0 && saving is null,
            IsRestWanted = stopPhase is not null,
            IsAnyLeaving = staying < Alive().Count,
            IsAnyJoining = joining > 0,
            Members = staying + joining,
            MinReplicas = Entry.MinReplicas,
        };
    }

    private string? Trigger() =>
        Entry.Ends.FirstOrDefault(end => end.StageIndex == Entry.StageIndex && end.Step <= Step)?.Trigger ?? StageTriggers.Fired(Stage, Step, losses, nextStageWanted && Step > 0);

    private bool IsSavedHere() => saved is { } last && last.StageIndex == Entry.StageIndex && last.Step == Step;

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
                StartWork(Entry.Members[0], Order(WorkKind.Measure));
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

                break;
            case BoundaryTask.Rest:
                RestNow();
                break;
            case BoundaryTask.Reform:
                Reform();
                break;
        }
    }

    /// <summary>The report was written, or could not be.</summary>
    public void Reported(TimeSpan at)
    {
        now = at;
        if (Stance == Stance.Boundary && task == BoundaryTask.Complete)
        {
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
            NextTask();
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

    private WorkOrder Order(WorkKind kind) => new()
    {
        Run = Entry.Run,
        Generation = Entry.Generation,
        Id = $"{Entry.Generation}/{kind}/{Entry.StageIndex}/{Step}",
        Kind = kind,
        Era = Entry.Era,
        StageIndex = Entry.StageIndex,
        Step = Step,
        Samples = kind == WorkKind.Measure ? Stage.MeasuredSamples : 0,
        Slots = kind == WorkKind.Measure ? Stage.MeasuredSlots : 0,
    };

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

    /// <summary>Names the work of writing a checkpoint, ordered with a step or by itself.</summary>
    public static string SaveId(CheckpointRef checkpoint) => $"{checkpoint.Generation}/Save/{checkpoint.StageIndex}/{checkpoint.Step}/{checkpoint.Saver}";

    private void StartWork(Member member, WorkOrder order)
    {
        works[(member.Replica, order.Id)] = (member, order);
        Do(new RunEffect.Work(member, order));
    }

    private void ForgetWork()
    {
        works.Clear();
        opened.Clear();
        tasks.Clear();
        joined.Clear();
        task = null;
        (ticket, offering) = (null, null);
        if (saving is { } open && !Alive().Contains(open.Saver))
        {
            (saving, saveFailures) = (null, saveFailures + 1);
        }
    }

    private void HearWork(ReplicaReport report)
    {
        foreach (var note in report.Done)
        {
            if (saving is { } open && open.Saver.Replica == report.Replica && open.Saver.Incarnation == report.Incarnation && note.Id == SaveId(open.Checkpoint))
            {
                works.Remove((report.Replica, note.Id));
                SaveDone(note);
            }
            else if (works.Remove((report.Replica, note.Id), out var work) && work.Member.Incarnation == report.Incarnation)
            {
                WorkDone(work.Member, note);
            }
        }

        // Idle although it was given work: the order was lost.
        if (report.Phase == ReplicaPhase.Holding)
        {
            foreach (var (_, (member, order)) in works.Where(work => work.Key.Replica == report.Replica).ToList())
            {
                Do(new RunEffect.Work(member, order));
            }
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
            }
            else if (task == BoundaryTask.Save)
            {
                Save(beside: false);
            }

            return;
        }

        (saved, saveFailures) = (checkpoint, 0);
        Do(new RunEffect.Saved(checkpoint, note.Bytes));
        if (Stance == Stance.Boundary && task == BoundaryTask.Save && IsSavedHere())
        {
            NextTask();
        }
    }

    private void WorkDone(Member member, WorkNote note)
    {
        if (note.Kind == WorkKind.Save)
        {
            // A later save took its place; what it wrote is a checkpoint all the same.
            if (note.Fault is null)
            {
                Do(new RunEffect.Saved(note.Checkpoint!, note.Bytes));
            }

            return;
        }

        if (note.Kind is WorkKind.Open && task == BoundaryTask.Reform)
        {
            Joined(member, note);
            return;
        }

        if (note.Fault is { } fault)
        {
            if (note.Kind == WorkKind.Offer)
            {
                NotOffered(fault);
            }
            else if (note.NeedsPerson)
            {
                Fail(fault);
            }
            else
            {
                Do(new RunEffect.Release(member));
                notBefore[member.Replica] = now + times.Retry;
                Lose(member.Replica, fault);
            }

            return;
        }

        switch (note.Kind)
        {
            case WorkKind.Open when Stance == Stance.Opening:
                Opened(member, note);
                break;
            case WorkKind.Measure when task == BoundaryTask.Measure:
                losses.Add(note.Loss);
                Do(new RunEffect.Measured(Step, note.Loss));
                NextTask();
                break;
            case WorkKind.Evaluate when task == BoundaryTask.Evaluate:
                Do(new RunEffect.Lines(note.Lines));
                NextTask();
                break;
            case WorkKind.Transform when task == BoundaryTask.ChangeStage:
                Transformed(note);
                break;
            case WorkKind.Transform when Stance == Stance.Opening:
                StartTransformed(note);
                break;
            case WorkKind.Offer when task == BoundaryTask.Reform:
                Offered(note);
                break;
        }
    }
}
