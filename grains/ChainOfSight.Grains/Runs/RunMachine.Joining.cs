using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs.Effects;

namespace ChainOfSight.Grains.Runs;

/// <content>Replicas come and go between two steps.</content>
public sealed partial class RunMachine
{
    private readonly Dictionary<Member, bool> joined = [];
    private OfferTicket? ticket;
    private Member? offering;

    private List<Member> ReadyToJoin() => [.. Joining.Where(member => !leaving.Contains(member.Replica))];

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
        foreach (var newcomer in ReadyToJoin())
        {
            joined[newcomer] = false;
            StartWork(newcomer, Order(WorkKind.Open) with { Id = $"{Entry.Generation}/Join/{Step}/{attempts}", Checkpoint = Entry.Base, Ticket = ticket });
        }

        CheckJoined();
    }

    private void NotOffered(string fault)
    {
        Do(new RunEffect.Warn($"No state could be offered to those who want to join: {fault}"));
        foreach (var newcomer in ReadyToJoin())
        {
            Refuse(newcomer);
        }

        Regroup();
    }

    private void Joined(Member newcomer, WorkNote note)
    {
        if (note.Fault is null && note.Hash == ticket?.Hash && note.Step == Step)
        {
            joined[newcomer] = true;
        }
        else
        {
            Do(new RunEffect.Warn($"The replica {newcomer} does not join: {note.Fault ?? $"its state {note.Hash} at step {note.Step} is not {ticket?.Hash} at step {Step}"}"));
            joined.Remove(newcomer);
            Refuse(newcomer);
        }

        CheckJoined();
    }

    private void Refuse(Member newcomer)
    {
        candidates.Remove(newcomer.Replica);
        refusals.Refuse(newcomer.Replica, now, isLasting: false);
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
