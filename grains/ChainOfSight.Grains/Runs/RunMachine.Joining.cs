using ChainOfSight.Data.Slots;
using ChainOfSight.Grains.Boundaries;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Joining;
using ChainOfSight.Grains.Runs.Effects;

namespace ChainOfSight.Grains.Runs;

/// <content>Replicas come and go between two steps.</content>
public sealed partial class RunMachine
{
    private readonly Dictionary<Member, bool> joined = [];
    private OfferTicket? ticket;
    private Member? offering;

    // There is a stage, and it is neither left by another order nor about to be changed.
    private bool HasStageToOpen => Stance is Stance.Polling or Stance.Opening or Stance.CatchingUp or Stance.Stepping or Stance.Settling or Stance.Boundary
        && stopPhase is null && !IsChangingStage && !(Entry.StartsWithTransform && Entry.Base is null) && Alive().Count > 0;

    private List<Member> ReadyToJoin() => Newcomers(NewcomerStep.Ready);

    private List<Member> Newcomers(NewcomerStep step) =>
        [.. candidates.Values.Where(candidate => candidate.Member is not null && StepOf(candidate) == step).Select(candidate => candidate.Member!)];

    private NewcomerStep StepOf(Candidate candidate) => NewcomerRule.Next(
        new NewcomerSight
        {
            HasLane = candidate.Member is not null,
            OpenedEra = candidate.OpenedEra,
            IsLeaving = leaving.Contains(candidate.Device),
            IsTaking = candidate.Member is { } member && joined.TryGetValue(member, out var hasState) && !hasState,
            Silence = now - heard.GetValueOrDefault(candidate.Device, now),
        },
        Entry.Era, HasStageToOpen, times.Poll);

    // Whoever comes opens the stage while the others train: nobody waits for that.
    private void Prepare()
    {
        foreach (var newcomer in Newcomers(NewcomerStep.Open))
        {
            var order = Order(WorkKind.Prepare) with { Id = $"Prepare/{Entry.Era}", Checkpoint = Entry.Base };
            if (works.GetValueOrDefault((newcomer.Replica, order.Id)).Member != newcomer)
            {
                StartWork(newcomer, order);
            }
        }

        foreach (var silent in Newcomers(NewcomerStep.GiveUp))
        {
            Do(new RunEffect.Warn($"The replica {silent} does not join: it was told to take the others' state and says nothing."));
            joined.Remove(silent);
            Refuse(silent, isLasting: false);
        }
    }

    private void Prepared(Member newcomer, WorkNote note)
    {
        if (!candidates.TryGetValue(newcomer.Replica, out var candidate) || candidate.Member != newcomer)
        {
            return;
        }

        if (note.Fault is { } fault)
        {
            Do(new RunEffect.Warn($"The replica {newcomer} does not join: it could not open the stage: {fault}"));
            Refuse(newcomer, note.NeedsPerson);
            return;
        }

        // The next step, or a boundary at which the run waits for members, takes it in.
        candidates[newcomer.Replica] = candidate with { OpenedEra = Entry.Era };
        Reconsider();
    }

    private void Reform()
    {
        joined.Clear();
        ticket = null;
        var newcomers = ReadyToJoin();
        if (newcomers.Count == 0)
        {
            Regroup();
            return;
        }

        offering = Entry.Members[0];
        StartWork(offering, Order(WorkKind.Offer) with { Id = $"{Entry.Generation}/Offer/{Step}/{++attempts}" });
    }

    private void Offered(WorkNote note)
    {
        ticket = note.Ticket;
        var newcomers = ReadyToJoin();
        var staying = Alive().Count(member => !leaving.Contains(member.Replica));
        foreach (var newcomer in newcomers)
        {
            // Shares by place among the members that there will be, if all goes well.
            var share = SlotRange.Of(Stage.Slots, staying + joined.Count, staying + newcomers.Count);
            joined[newcomer] = false;
            StartWork(newcomer, Order(WorkKind.Join) with { Id = $"{Entry.Generation}/Join/{Step}/{attempts}", Ticket = ticket, FirstSlot = share.First, Slots = share.Count });
        }

        CheckJoined();
    }

    private void NotOffered(string fault)
    {
        Do(new RunEffect.Warn($"No state could be offered to those who want to join: {fault}"));
        foreach (var newcomer in ReadyToJoin())
        {
            Refuse(newcomer, isLasting: false);
        }

        Regroup();
    }

    private void Joined(Member newcomer, WorkNote note)
    {
        if (task != BoundaryTask.Reform || !joined.ContainsKey(newcomer))
        {
            return;
        }

        if (note.Fault is null && note.Hash == ticket?.Hash && note.Step == Step)
        {
            joined[newcomer] = true;
        }
        else
        {
            Do(new RunEffect.Warn($"The replica {newcomer} does not join: {note.Fault ?? $"its state {note.Hash} at step {note.Step} is not {ticket?.Hash} at step {Step}"}"));
            joined.Remove(newcomer);
            Refuse(newcomer, isLasting: false);
        }

        CheckJoined();
    }

    private void Refuse(Member newcomer, bool isLasting)
    {
        candidates.Remove(newcomer.Replica);
        refusals.Refuse(newcomer.Replica, now, isLasting);
        Forget(newcomer);
    }

    // Everyone who was offered the state has it, or is gone.
    private void CheckJoined()
    {
        foreach (var gone in joined.Keys.Where(newcomer => !Joining.Contains(newcomer)).ToList())
        {
            joined.Remove(gone);
        }

        if (joined.Values.All(hasState => hasState))
        {
            Regroup();
        }
    }

    private void Regroup()
    {
        var members = Alive().Where(member => !leaving.Contains(member.Replica)).Concat(joined.Where(one => one.Value && Joining.Contains(one.Key)).Select(one => one.Key)).ToList();
        if (members.Count == 0)
        {
            // The last ones leave; a checkpoint was written before.
            ChangeGeneration([]);
        }
        else if (members.SequenceEqual(Entry.Members))
        {
            NextTask();
        }
        else
        {
            ChangeGeneration(members);
        }
    }
}
