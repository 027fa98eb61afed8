using ChainOfSight.Grains.Boundaries;
using ChainOfSight.Grains.Commit;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Recovery;
using ChainOfSight.Grains.Runs.Effects;

namespace ChainOfSight.Grains.Runs;

/// <content>Steps: reports in, the word to apply out.</content>
public sealed partial class RunMachine
{
    private readonly Dictionary<string, ReducedNote> reduced = [];
    private BeginOrder? begin;
    private ApplyOrder? lastApply;
    private TimeSpan? troubleSince;
    private readonly RepeatedWork repeats = new();
    private readonly FaultPatience faults = new();
    private long metricStep = -1;
    private bool hasPolled;

    /// <summary>Slots of all steps of the run that count.</summary>
    public long AppliedSlots { get; private set; }

    /// <summary>Slots that were computed again, an upper bound.</summary>
    public long RepeatedSlots { get; private set; }

    /// <summary>A replica said where it stands.</summary>
    public void Heard(TimeSpan at, ReplicaReport report)
    {
        now = at;
        if (report.Generation > Entry.Generation && Stance != Stance.Writing)
        {
            Overtaken();
            return;
        }

        var isJoining = candidates.TryGetValue(report.Replica, out var candidate) && candidate.Member?.Incarnation == report.Incarnation;
        if (!IsMember(report) && !isJoining)
        {
            // Left over from before: without this it would hold its device for ever.
            if (candidate is null && Stance != Stance.Writing)
            {
                Do(new RunEffect.Release(MemberOf(report)));
            }

            return;
        }

        if (reports.TryGetValue(report.Replica, out var known) && known.Incarnation == report.Incarnation && known.Sequence >= report.Sequence)
        {
            return;
        }

        Keep(report);
        if (report.Leaving)
        {
            leaving.Add(report.Replica);
        }

        if (report.Phase == ReplicaPhase.Failed)
        {
            Failed(report, isJoining);
            return;
        }

        HearApplied(report);
        HearWork(report);
        if (!isJoining && report.Generation == Entry.Generation)
        {
            HearStep(report);
        }
    }

    private void Failed(ReplicaReport report, bool isJoining)
    {
        Do(new RunEffect.Release(MemberOf(report)));
        refusals.Refuse(report.Replica, now, report.NeedsPerson);
        if (report.NeedsPerson && Alive().Count <= 1 && !isJoining)
        {
            Fail(report.Fault!);
            return;
        }

        Mishap(report.Replica, report.Fault ?? "its lane failed");
    }

    // A device is lost by a fault that may pass: it is asked again, but not for ever.
    private void Mishap(string replica, string fault)
    {
        if (faults.Met(replica, now, Entry.FaultPatience) is { } tried)
        {
            Fail($"{fault.TrimEnd('.')}. {replica} met faults {tried.Tries} times in {tried.For.TotalMinutes:0.#} min, and the run got no further. Mend the cause and resume the run; --fault-minutes says for how long it tries by itself.");
            return;
        }

        Lose(replica, fault);
    }

    private void HearStep(ReplicaReport report)
    {
        var member = Entry.Members.First(member => member.Replica == report.Replica);
        if (report.NextStep == Step - 1 && report.Reduced?.Step == Step - 1 && lastApply is { } order && Stance is Stance.Stepping or Stance.Settling or Stance.CatchingUp)
        {
            Do(new RunEffect.Apply(member, For(member, order)));
            return;
        }

        if (report.NextStep != Step)
        {
            return;
        }

        switch (Stance)
        {
            case Stance.CatchingUp:
                CatchUp();
                break;
            case Stance.Settling when Entry.Members.All(IsHolding):
                Proceed(isOpened: false, []);
                break;
            case Stance.Stepping when report.Reduced is { } note && note.Step == Step && note.Generation == Entry.Generation:
                reduced[report.Replica] = note;
                Judge();
                break;
            case Stance.Stepping when report.Phase == ReplicaPhase.Holding && report.Fault is { } trouble:
                HearTrouble(trouble);
                break;
            case Stance.Stepping when report.Phase == ReplicaPhase.Holding:
                Do(new RunEffect.Begin(member, begin!.Step == Step ? begin : begin with { Step = Step, Holdings = [] }));
                break;
        }
    }

    private bool IsHolding(Member member) =>
        reports.TryGetValue(member.Replica, out var report) && report.Generation == Entry.Generation && report.NextStep == Step && report.Phase == ReplicaPhase.Holding;

    // An exchange broke between members that live. If it does not mend, they start it anew with what they hold.
    private void HearTrouble(string trouble)
    {
        troubleSince ??= now;
        if (now - troubleSince.Value >= times.Exchange)
        {
            troubleSince = null;
            Do(new RunEffect.Warn($"The exchange of gradients broke and begins anew: {trouble}"));
            ChangeGeneration(Alive());
        }
    }

    private void Judge()
    {
        var verdict = StepCommit.Judge(Entry.Generation, Step, Entry.Members, reduced);
        switch (verdict.Kind)
        {
            case StepVerdictKind.Apply:
                Commit(verdict.Sum!);
                break;
            case StepVerdictKind.Unequal:
                Do(new RunEffect.Warn(verdict.Text!));
                if (verdict.Replicas.Count > 0)
                {
                    ChangeGeneration([.. Entry.Members.Where(member => !verdict.Replicas.Contains(member.Replica))]);
                }
                else
                {
                    Find();
                }

                break;
        }
    }

    private void Commit(ReducedNote sum)
    {
        if (sum.Fault is not null && !Stage.SkipsNonFinite)
        {
            Fail(sum.FaultDetail ?? sum.Fault);
            return;
        }

        Tally();
        Step++;
        faults.Reached(Entry.StageIndex, Step);
        TakeOrders(isOpened: false);
        var sight = Sight(isOpened: false);
        var hold = BoundaryPlan.Of(sight).Count > 0;
        var save = !hold && BoundaryPlan.IsSavedInPassing(sight) && saving is null ? NextSave() : null;
        lastApply = ApplyOf(sum, hold, save);
        reduced.Clear();
        troubleSince = null;
        Stance = hold ? Stance.Settling : Stance.Stepping;
        foreach (var member in Entry.Members)
        {
            Do(new RunEffect.Apply(member, For(member, lastApply)));
        }
    }

    private ApplyOrder ApplyOf(ReducedNote sum, bool hold, CheckpointRef? save) => new()
    {
        Run = Entry.Run,
        Generation = Entry.Generation,
        Step = sum.Step,
        Checksum = sum.Checksum,
        Skip = StepCommit.SkipReason(sum),
        Hold = hold,
        Save = save,
        AppliedSlots = AppliedSlots,
        RepeatedSlots = RepeatedSlots,
    };

    private void Tally()
    {
        AppliedSlots += Stage.Slots;
        RepeatedSlots += repeats.Applied();
    }

    // Only the saver is told to save.
    private ApplyOrder For(Member member, ApplyOrder order) => order.Save is not null && saving?.Saver != member ? order with { Save = null } : order;

    private void BeginSteps(IReadOnlyList<MemberNodes> holdings)
    {
        begin = new BeginOrder
        {
            Run = Entry.Run,
            Generation = Entry.Generation,
            Era = Entry.Era,
            Step = Step,
            Members = Entry.Members,
            Holdings = holdings,
        };
        repeats.Begun(Stage.Slots, holdings);
        Stance = Stance.Stepping;
        WaitsFor = null;
        reduced.Clear();
        (lastApply, troubleSince) = (null, null);
        foreach (var member in Entry.Members)
        {
            Do(new RunEffect.Begin(member, begin));
        }
    }

    // A report tells the last step only: until the members were polled there may be steps before it that nobody wrote down.
    private void HearApplied(ReplicaReport report)
    {
        if (report.Era == Entry.Era && report.Applied is { } note && note.Sum.Step > metricStep && Stance is not Stance.Polling and not Stance.Writing)
        {
            Count(note, isLate: false);
        }
    }

    // What the activation before may have left unwritten when it died.
    private void CountPolled()
    {
        foreach (var note in answers.Values.Where(answer => answer.Era == Entry.Era).SelectMany(answer => answer.Applied).OrderBy(note => note.Sum.Step).ToList())
        {
            if (note.Sum.Step > metricStep)
            {
                Count(note, isLate: !hasPolled);
            }
        }

        hasPolled = true;
    }

    private void Count(AppliedNote note, bool isLate)
    {
        metricStep = note.Sum.Step;
        (AppliedSlots, RepeatedSlots) = (Math.Max(AppliedSlots, note.AppliedSlots), Math.Max(RepeatedSlots, note.RepeatedSlots));
        if (note.Sum.Quarantined.Count > 0)
        {
            Do(new RunEffect.Quarantine(note.Sum.Quarantined));
        }

        Do(new RunEffect.Applied(note, isLate));
    }
}
