using ChainOfSight.Grains.Boundaries;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs.Effects;

namespace ChainOfSight.Grains.Runs;

/// <content>Work of replicas other than steps: given until reports show its end.</content>
public sealed partial class RunMachine
{
    private readonly Dictionary<(string Replica, string Id), (Member Member, WorkOrder Order)> works = [];
    private readonly Dictionary<string, WorkNote> opened = [];

    private WorkOrder Order(WorkKind kind) => new()
    {
        Run = Entry.Run,
        Generation = Entry.Generation,
        Id = $"{Entry.Generation}/{kind}/{Entry.StageIndex}/{Step}",
        Kind = kind,
        Era = Entry.Era,
        StageIndex = Entry.StageIndex,
        Step = Step,
    };

    private void StartWork(Member member, WorkOrder order)
    {
        works[(member.Replica, order.Id)] = (member, order);
        Do(new RunEffect.Work(member, order));
    }

    private void ForgetWork()
    {
        works.Clear();
        opened.Clear();
        measured.Clear();
        tasks.Clear();
        joined.Clear();
        (task, shortSince, awaitingLosses) = (null, null, null);
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
            foreach (var (_, (member, order)) in works.Where(work => work.Key.Replica == report.Replica && work.Value.Member.Incarnation == report.Incarnation).ToList())
            {
                Do(new RunEffect.Work(member, order));
            }
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
        }
        else if (note.Kind == WorkKind.Prepare)
        {
            Prepared(member, note);
        }
        else if (note.Kind == WorkKind.Join)
        {
            Joined(member, note);
        }
        else if (note.Fault is { } fault)
        {
            WorkFailed(member, note, fault);
        }
        else
        {
            WorkEnded(member, note);
        }
    }

    private void WorkFailed(Member member, WorkNote note, string fault)
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
            refusals.Refuse(member.Replica, now, isLasting: false);
            Mishap(member.Replica, fault);
        }
    }

    private void WorkEnded(Member member, WorkNote note)
    {
        switch (note.Kind)
        {
            case WorkKind.Open when Stance == Stance.Opening:
                Opened(member, note);
                break;
            case WorkKind.Measure when task == BoundaryTask.Measure:
                Measured(note);
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
