using ChainOfSight.Data.Slots;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Progress;

namespace ChainOfSight.Grains.Replicas;

/// <content>Work other than steps.</content>
public sealed partial class LaneService
{
    private const int KeptNotes = 16;
    private string stageName = "";

    /// <summary>Begins a piece of work; one that is in work or done is not begun again.</summary>
    public void Work(WorkOrder order)
    {
        if (order.Generation < generation || order.Id == working || done.Exists(note => note.Id == order.Id))
        {
            return;
        }

        if (order.Kind == WorkKind.Save)
        {
            if (order.Step == nextStep && Phase != ReplicaPhase.Applying)
            {
                _ = SaveAsync(order.Id, order.Checkpoint!);
            }

            return;
        }

        if (order.Generation > generation && Phase is ReplicaPhase.Holding or ReplicaPhase.Working)
        {
            // One that is on its way into the run is never polled: what it opens for a stage that is over ends here.
            Fence(order.Generation);
        }

        if (Phase == ReplicaPhase.Holding)
        {
            _ = WorkAsync(order);
        }
    }

    private async Task WorkAsync(WorkOrder order)
    {
        var mine = ++attempt;
        working = order.Id;
        Phase = ReplicaPhase.Working;
        changed();
        WorkNote note;
        try
        {
            note = order.Kind switch
            {
                WorkKind.Open or WorkKind.Prepare => await OpenAsync(order),
                WorkKind.Join => await JoinAsync(order),
                WorkKind.Offer => await OfferAsync(order),
                WorkKind.Measure => await MeasureAsync(order),
                WorkKind.Transform => await TransformAsync(order),
                WorkKind.Evaluate => await EvaluateAsync(order),
                _ => throw new ArgumentOutOfRangeException(nameof(order), order.Kind, "No work of this kind."),
            };
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (Exception e)
        {
            note = Failed(order.Id, order.Kind, e);
        }

        if (mine == attempt)
        {
            working = null;
            Phase = ReplicaPhase.Holding;
            Finish(note);
        }
    }

    private Task<WorkNote> OpenAsync(WorkOrder order) => NewStateAsync(
        order,
        () => lane.OpenAsync(
            new OpenStage
            {
                Run = run,
                Generation = order.Generation,
                StageIndex = order.StageIndex,
                Checkpoint = order.Checkpoint is { } from ? FolderOf(from) : null,
                IsForJoin = order.Kind == WorkKind.Prepare,
            },
            ending.Token));

    private Task<WorkNote> JoinAsync(WorkOrder order)
    {
        var ticket = order.Ticket!;
        return NewStateAsync(
            order,
            () => lane.TakeStateAsync(
                new TakeState(
                    run, order.Generation, new StateTicket(ticket.Endpoint, ticket.Key, run, order.StageIndex, ticket.Step, ticket.Bytes, ticket.Hash), new SlotRange(order.FirstSlot, order.Slots)),
                ending.Token));
    }

    private async Task<WorkNote> NewStateAsync(WorkOrder order, Func<Task<StageMark>> make)
    {
        (era, reduced, applied, begin, fault) = (-1, null, null, null, null);
        notes.Clear();
        var mine = attempt;
        var mark = await make();
        if (mine == attempt)
        {
            // A stage that was opened in order to join belongs to no line of history yet.
            (era, stageIndex, stageName, nextStep, appliedChecksum) = (order.Kind == WorkKind.Prepare ? -1 : order.Era, order.StageIndex, mark.Stage, mark.NextStep, 0);
        }

        return new WorkNote { Id = order.Id, Kind = order.Kind, Step = mark.NextStep, Hash = mark.StateHash, Lines = [RunLines.Write(mark.Started)] };
    }

    private async Task<WorkNote> OfferAsync(WorkOrder order)
    {
        var ticket = await lane.OfferStateAsync(new OfferState(run, order.StageIndex, order.Step, order.Generation), ending.Token);
        return new WorkNote
        {
            Id = order.Id,
            Kind = order.Kind,
            Step = ticket.Step,
            Hash = ticket.StateHash,
            Ticket = new OfferTicket { Endpoint = ticket.Endpoint, Key = ticket.Key, Step = ticket.Step, Hash = ticket.StateHash, Bytes = ticket.Bytes },
        };
    }

    private async Task<WorkNote> MeasureAsync(WorkOrder order)
    {
        var sums = await lane.MeasureAsync(new MeasureOrder(run, order.StageIndex, order.Generation, order.Samples, order.FirstSlot, order.Slots), ending.Token);
        return new WorkNote
        {
            Id = order.Id,
            Kind = order.Kind,
            Step = order.Step,
            HeldOut = [.. sums.Slots.Select(slot => new HeldOutSum { Slot = slot.Slot, Sum = slot.Sum, Tokens = slot.Tokens })],
        };
    }

    private async Task<WorkNote> TransformAsync(WorkOrder order)
    {
        // The lane closes its stage for it.
        era = -1;
        var made = await lane.TransformAsync(
            new TransformOrder(run, order.Generation, order.StageIndex, order.Checkpoint is { } from ? FolderOf(from) : null, Saving.SaverChoice.Name(replica)), ending.Token);
        var name = made.Saved.Name;
        return new WorkNote
        {
            Id = order.Id,
            Kind = order.Kind,
            Checkpoint = new CheckpointRef { StageIndex = order.StageIndex, Stage = name.Stage, Step = name.Step, Generation = name.Generation, Saver = name.Saver },
            Bytes = made.Saved.Bytes,
            Held = order.Accept && made.Acceptable ? null : made.Held,
            Lines = [RunLines.Write(new HandOverDone(made.Report))],
        };
    }

    private async Task<WorkNote> EvaluateAsync(WorkOrder order)
    {
        var scores = await lane.EvaluateAsync(new EvaluateOrder(run, order.StageIndex, order.Generation), ending.Token);
        return new WorkNote { Id = order.Id, Kind = order.Kind, Step = order.Step, Lines = [.. scores.Sets.Select(set => RunLines.Write(set))] };
    }

    private async Task SaveAsync(string id, CheckpointRef checkpoint)
    {
        if (!savesBegun.Add(id))
        {
            return;
        }

        try
        {
            // A run that goes on from this checkpoint after everybody died never repeats these steps: their lines must be there before it is.
            var stored = await lane.SaveAsync(
                new SaveOrder(run, checkpoint.StageIndex, checkpoint.Step, checkpoint.Generation, checkpoint.Saver, notes.WriteAsync(checkpoint.StageIndex, stageName)), ending.Token);
            Finish(new WorkNote { Id = id, Kind = WorkKind.Save, Checkpoint = checkpoint, Step = checkpoint.Step, Bytes = stored.Bytes });
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e)
        {
            Finish(Failed(id, WorkKind.Save, e));
        }
    }

    private readonly HashSet<string> savesBegun = [];

    private string FolderOf(CheckpointRef checkpoint) => new CheckpointName(run, checkpoint.Stage, checkpoint.Step, checkpoint.Generation, checkpoint.Saver).Folder;

    private static WorkNote Failed(string id, WorkKind kind, Exception e) =>
        new() { Id = id, Kind = kind, Fault = e.Message, NeedsPerson = PersonFault.Is(e) };

    private void Finish(WorkNote note)
    {
        done.RemoveAll(known => known.Id == note.Id);
        done.Add(note);
        if (done.Count > KeptNotes)
        {
            done.RemoveAt(0);
        }

        changed();
    }
}
