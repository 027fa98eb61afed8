using ChainOfSight.Grains.Contracts.Checkpoints;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Contracts.Stages;
using ChainOfSight.Grains.Runs.Effects;

namespace ChainOfSight.Grains.Runs;

/// <summary>
/// Everything that a run decides, without a clock, a store or a network: events go in, effects come out. Whatever it orders is ordered again
/// until reports show it, so that a lost message costs time only; whatever it hears twice changes nothing.
/// </summary>
/// <remarks>
/// Not thread-safe: the run's grain calls it in its turns. Times are spans of one monotonic clock. Parts: gathering devices, joining, changing the generation,
/// steps, boundaries, saving, measuring, other work, stages.
/// </remarks>
public sealed partial class RunMachine
{
    private readonly RunTimes times;
    private readonly string writer;
    private readonly List<RunEffect> effects = [];
    private readonly Dictionary<string, ReplicaReport> reports = [];
    private readonly Dictionary<string, TimeSpan> heard = [];
    private readonly HashSet<(string Replica, string Incarnation)> dead = [];
    private RunOutline? outline;
    private TimeSpan now;
    private CheckpointRef? revertTo;
    private StandingOrders orders;
    private bool resubmitted;

    /// <summary>Takes a run as its record has it.</summary>
    /// <param name="entry">The record.</param>
    /// <param name="outline">Its recipe; null where there is no such run.</param>
    /// <param name="times">How long it waits for what.</param>
    /// <param name="writer">Random per activation.</param>
    public RunMachine(RunEntry entry, RunOutline? outline, RunTimes times, string writer) =>
        (Entry, this.outline, this.times, this.writer, AppliedSlots, RepeatedSlots, refusals, orders) =
        (entry, outline, times, writer, entry.AppliedSlots, entry.RepeatedSlots, new Refusals(times.Retry), entry.Orders);

    /// <summary>The record as it was last written.</summary>
    public RunEntry Entry { get; private set; }

    /// <summary>What the run is about.</summary>
    public Stance Stance { get; private set; }

    /// <summary>Steps of the stage that count, as far as this activation knows.</summary>
    public long Step { get; private set; }

    /// <summary>Why the run waits, in words; null where it does not.</summary>
    public string? WaitsFor { get; private set; }

    /// <summary>The last report of each replica that is in the run or on its way into it.</summary>
    public IReadOnlyDictionary<string, ReplicaReport> Reports => reports;

    /// <summary>When each of them was heard.</summary>
    public IReadOnlyDictionary<string, TimeSpan> HeardAt => heard;

    /// <summary>Replicas on their way into the run.</summary>
    public IEnumerable<Member> Joining => candidates.Values.Where(candidate => candidate.Member is not null).Select(candidate => candidate.Member!);

    /// <summary>The record that says that it rests, because somebody wanted it to or something must be mended, is being written.</summary>
    public bool IsComingToRest => Stance == Stance.Writing && afterWrite == AfterWrite.Rest && pending?.Phase is RunPhase.Paused or RunPhase.Interrupted;

    private StageOutline Stage => outline!.Stages[Entry.StageIndex];

    /// <summary>Takes what is to be done.</summary>
    public IReadOnlyList<RunEffect> Drain()
    {
        RunEffect[] drained = [.. effects];
        effects.Clear();
        return drained;
    }

    /// <summary>An activation begins: an unfinished run asks its members where they stand.</summary>
    public void Start(TimeSpan at)
    {
        now = at;
        if (Entry.Phase != RunPhase.Training)
        {
            return;
        }

        (stopPhase, stopReason) = (orders.Rest, orders.Reason);
        if (Entry.StageIndex > 0)
        {
            TellStage(Entry.StageIndex);
        }

        if (Entry.Members.Count > 0)
        {
            ChangeGeneration(Entry.Members);
        }
        else
        {
            Wait();
        }
    }

    /// <summary>Begins a run or goes on with one that rests, or takes back the order that it rest.</summary>
    /// <param name="at">The time.</param>
    /// <param name="next">The record to begin with; its phase is set here.</param>
    /// <param name="plan">Its recipe.</param>
    public void Submit(TimeSpan at, RunEntry next, RunOutline plan)
    {
        (now, outline) = (at, plan);
        (stopReason, stopPhase, mustRest, lastFault) = (null, null, false, null);
        refusals.Clear();
        faults.Clear();
        if (Stance == Stance.Resting)
        {
            (AppliedSlots, RepeatedSlots) = (next.AppliedSlots, next.RepeatedSlots);
            orders = next.Orders;
            Write(next with { Phase = RunPhase.Training, Reason = null, Members = [] }, AfterWrite.Wait);
        }
        else if (IsComingToRest)
        {
            // It goes on right after.
            resubmitted = true;
        }
        else
        {
            orders = orders with { Rest = null, Reason = null };
            Note();
        }
    }

    /// <summary>Brings the run to rest at the next boundary, with a checkpoint where there is something to save.</summary>
    /// <param name="at">The time.</param>
    /// <param name="phase">Where it is to rest.</param>
    /// <param name="reason">Why, in words.</param>
    /// <param name="isOrdered">Whether an operator wants it, so that the record says it until it is done; what the run finds by itself it would find again.</param>
    public void Rest(TimeSpan at, RunPhase phase, string? reason, bool isOrdered)
    {
        now = at;
        if (Stance == Stance.Resting || stopPhase is not null)
        {
            return;
        }

        (stopPhase, stopReason) = (phase, reason);
        if (Stance is Stance.Waiting or Stance.Finding || Stance == Stance.Boundary && CanRestNow())
        {
            RestNow();
        }
        else if (isOrdered)
        {
            orders = orders with { Rest = phase, Reason = reason };
            Note();
        }
    }

    /// <summary>Ends a stage after its current step; one that has ended already is left alone. A run that rests ends it when it goes on.</summary>
    /// <param name="at">The time.</param>
    /// <param name="stage">Index of the stage.</param>
    public void NextStage(TimeSpan at, int stage)
    {
        now = at;
        orders = (orders with { EndStage = stage }).After(Entry);
        Note();
    }

    /// <summary>
    /// Goes back to a checkpoint, in a new generation and era, and trains on from there; a run that rests begins again. The record says it first, the
    /// latest pointer and the stage manager follow.
    /// </summary>
    public void Revert(TimeSpan at, CheckpointRef to)
    {
        now = at;
        if (Stance == Stance.Writing)
        {
            revertTo = to;
            return;
        }

        (stopReason, stopPhase, mustRest, stageDone, revertTo, resubmitted) = (null, null, false, false, null, false);
        orders = new StandingOrders();
        faults.Clear();
        var isResting = Stance == Stance.Resting;
        var mark = new RevertMark { To = to, Generation = Entry.Generation + 1 };

        // A stage that was ended by hand right there goes on: to change it, the hand-over would have been retried.
        var ends = Entry.Ends.Where(end => end.StageIndex < to.StageIndex || end.StageIndex == to.StageIndex && end.Step < to.Step);
        NewEra(isResting ? [] : Alive(), to.StageIndex, to, [.. ends], mark);
        Do(new RunEffect.Revert(mark));
        Do(new RunEffect.AdvanceStageChange(new StageEvent { Generation = mark.Generation, Kind = StageEventKind.Void, Reason = $"reverted to {to.Title}" }));
    }

    /// <summary>Looks at what is overdue.</summary>
    public void Tick(TimeSpan at)
    {
        now = at;
        switch (Stance)
        {
            case Stance.Resting:
                return;
            case Stance.Polling when now >= pollDeadline:
                foreach (var silent in Entry.Members.Where(member => !answers.ContainsKey(member.Replica)))
                {
                    dead.Add((silent.Replica, silent.Incarnation));
                }

                CheckPolls();
                break;
            case Stance.Polling:
                PollSilent();
                break;
            case not Stance.Writing:
                LoseSilent();
                break;
        }

        EnlistMore();
        Prepare();
        Gather();
        Reconsider();
    }

    /// <summary>The record was written.</summary>
    public void Written(TimeSpan at, RunEntry written)
    {
        now = at;
        if (pending is null || written.Sequence != pending.Sequence)
        {
            return;
        }

        (Entry, pending) = (pending, null);
        var then = afterWrite;
        afterWrite = AfterWrite.Nothing;
        if (revertTo is { } to)
        {
            // Ordered while the record was written: what was to follow is overtaken.
            Stance = Stance.Waiting;
            if (then == AfterWrite.Rest)
            {
                ReleaseAll();
                Stance = Stance.Resting;
            }

            Revert(at, to);
            return;
        }

        if (orders != Entry.Orders)
        {
            // Ordered while the record was written.
            if (Stance == Stance.Writing)
            {
                Write(Entry, then);
            }
            else
            {
                Note();
            }

            return;
        }

        switch (then)
        {
            case AfterWrite.Poll:
                Poll();
                break;
            case AfterWrite.Wait:
                Wait();
                break;
            case AfterWrite.Rest:
                ReleaseAll();
                Stance = Stance.Resting;
                WaitsFor = null;
                EndRest();
                break;
            case AfterWrite.Boundary:
                Stance = Stance.Boundary;
                NextTask();
                break;
        }
    }

    /// <summary>Another activation wrote the record: this one knows nothing any more.</summary>
    public void Overtaken()
    {
        Stance = Stance.Resting;
        Do(new RunEffect.Yield());
    }

    private void EndRest()
    {
        if (resubmitted)
        {
            // Somebody let it go on while this was written: nobody need hear that it rested.
            resubmitted = false;
            Submit(now, Entry, outline!);
        }
        else
        {
            Do(new RunEffect.Rested(Entry.Phase, Entry.Reason));
        }
    }

    private void Do(RunEffect effect) => effects.Add(effect);

    private List<Member> Alive() => [.. Entry.Members.Where(member => !dead.Contains((member.Replica, member.Incarnation)))];

    private bool IsMember(ReplicaReport report) => Entry.Members.Any(member => member.Replica == report.Replica && member.Incarnation == report.Incarnation);
}
