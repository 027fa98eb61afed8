using ChainOfSight.Grains.Contracts.Checkpoints;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs.Effects;

namespace ChainOfSight.Grains.Runs;

/// <content>Changes of the record.</content>
public sealed partial class RunMachine
{
    private RunEntry? pending;
    private AfterWrite afterWrite;
    private long freshEra = -1;

    private enum AfterWrite
    {
        Nothing,
        Poll,
        Wait,
        Rest,
        Boundary,
    }

    private void Write(RunEntry next, AfterWrite then)
    {
        orders = orders.After(next);
        afterWrite = then;
        Stance = Stance.Writing;
        Put(next);
    }

    // What operators ordered goes into the record beside whatever the run is about. Where a write is under way it follows that.
    private void Note()
    {
        if (Stance != Stance.Writing && orders != (pending ?? Entry).Orders)
        {
            Put(Entry);
        }
    }

    private void Put(RunEntry next)
    {
        // A note that is not written yet is overtaken by this one, which says the same of the orders.
        pending = next with { Orders = orders, Writer = writer, Sequence = (pending ?? Entry).Sequence + 1, AppliedSlots = AppliedSlots, RepeatedSlots = RepeatedSlots };
        Do(new RunEffect.Write(pending));
    }

    // A generation has new members, or the same ones after one of them was in doubt.
    private void ChangeGeneration(IReadOnlyList<Member> members)
    {
        if (Stance is Stance.Stepping or Stance.Polling)
        {
            repeats.Left(Stage.Slots, Entry.Members, members);
        }

        foreach (var gone in Entry.Members.Where(old => !members.Contains(old)))
        {
            Forget(gone);
        }

        ForgetWork();
        if (members.Count == 0)
        {
            // The record keeps their names; as members they are no more.
            dead.UnionWith(Entry.Members.Select(member => (member.Replica, member.Incarnation)));
            Wait();
            return;
        }

        foreach (var member in members)
        {
            candidates.Remove(member.Replica);
        }

        Write(Entry with { Generation = Entry.Generation + 1, Members = members }, AfterWrite.Poll);
    }

    // A new line of history: nobody's state counts, all open the same checkpoint.
    private void NewEra(IReadOnlyList<Member> members, int stageIndex, CheckpointRef? from, IReadOnlyList<StageEnd> ends, RevertMark? reverted = null)
    {
        freshEra = Entry.Era + 1;
        var before = Step;
        Step = from?.StageIndex == stageIndex ? from.Step : 0;
        if (stageIndex == Entry.StageIndex && before > Step)
        {
            // Steps that are done again count once.
            AppliedSlots -= (before - Step) * Stage.Slots;
            RepeatedSlots += (before - Step) * Stage.Slots;
        }

        repeats.Applied();
        (saved, saving, saveFailures) = (from, null, 0);
        metricStep = Step - 1;
        foreach (var gone in Entry.Members.Where(old => !members.Contains(old)))
        {
            Forget(gone);
        }

        ForgetWork();
        foreach (var member in members)
        {
            candidates.Remove(member.Replica);
        }

        Write(
            Entry with
            {
                Generation = members.Count > 0 || reverted is not null ? Entry.Generation + 1 : Entry.Generation,
                Era = freshEra,
                Members = members,
                StageIndex = stageIndex,
                Base = from,
                Ends = ends,
                Phase = RunPhase.Training,
                Reason = null,
                Reverted = reverted ?? Entry.Reverted,

                // One hand-over was accepted, be it that of another run's weights at the start.
                AcceptNext = Entry.AcceptNext && stageIndex == Entry.StageIndex && reverted is null && !(Entry.StartsWithTransform && Entry.Base is null && from is not null),
            },
            members.Count > 0 ? AfterWrite.Poll : AfterWrite.Wait);
    }

    private bool CanRestNow() => task is null or Boundaries.BoundaryTask.Await || IsSavedHere() && task is not (Boundaries.BoundaryTask.Save or Boundaries.BoundaryTask.Rest);

    private void RestNow() => Write(Entry with { Phase = stopPhase!.Value, Reason = stopReason, Members = [] }, AfterWrite.Rest);

    // A run that has something to go on from is paused: once a person has mended the cause, it is resumed.
    private void Fail(string reason)
    {
        (stopPhase, stopReason) = (Step > 0 || Entry.StageIndex > 0 || Entry.Base is not null ? RunPhase.Paused : RunPhase.Failed, reason);
        if (Stance != Stance.Writing)
        {
            RestNow();
        }
        else
        {
            // The write under way comes first; the next look at the clock ends the run.
            mustRest = true;
        }
    }
}
