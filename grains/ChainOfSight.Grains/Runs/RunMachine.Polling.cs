using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Recovery;
using ChainOfSight.Grains.Runs.Effects;

namespace ChainOfSight.Grains.Runs;

/// <content>A new generation: poll, recovery, opening, catching up.</content>
public sealed partial class RunMachine
{
    private static readonly TimeSpan BetweenPolls = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, PollAnswer> answers = [];
    private TimeSpan pollDeadline;
    private TimeSpan polledAt;
    private RecoveryDecision? recovery;

    /// <summary>A member answered a poll.</summary>
    public void Polled(TimeSpan at, PollAnswer answer)
    {
        now = at;
        if (answer.Generation > Entry.Generation)
        {
            Overtaken();
            return;
        }

        if (Stance != Stance.Polling || answer.Generation != Entry.Generation)
        {
            return;
        }

        var member = Entry.Members.FirstOrDefault(member => member.Replica == answer.Replica);
        if (member is null)
        {
            return;
        }

        heard[answer.Replica] = now;
        if (member.Incarnation == answer.Incarnation)
        {
            answers[answer.Replica] = answer;
        }
        else
        {
            dead.Add((member.Replica, member.Incarnation));
        }

        CheckPolls();
    }

    private void Poll()
    {
        Stance = Stance.Polling;
        WaitsFor = "answers of its members";
        answers.Clear();
        recovery = null;
        (pollDeadline, polledAt) = (now + times.Poll, now);
        foreach (var member in Entry.Members)
        {
            SendPoll(member);
        }

        CheckPolls();
    }

    private void PollSilent()
    {
        if (now - polledAt < BetweenPolls)
        {
            return;
        }

        polledAt = now;
        foreach (var member in Entry.Members.Where(member => !answers.ContainsKey(member.Replica)))
        {
            SendPoll(member);
        }
    }

    private void SendPoll(Member member) => Do(new RunEffect.Poll(member, new PollOrder { Run = Entry.Run, Generation = Entry.Generation }));

    private void CheckPolls()
    {
        if (Stance != Stance.Polling || Entry.Members.Any(member => !answers.ContainsKey(member.Replica) && !dead.Contains((member.Replica, member.Incarnation))))
        {
            return;
        }

        CountPolled();
        var alive = Alive();
        if (alive.Count < Entry.Members.Count)
        {
            ChangeGeneration(alive);
            return;
        }

        WaitsFor = null;
        Go(RecoveryRule.Decide(Entry.Era, [.. Entry.Members.Select(member => answers[member.Replica])]));
    }

    private void Go(RecoveryDecision decision)
    {
        if (decision.Reason is { } reason)
        {
            Do(new RunEffect.Warn(decision.Kind == RecoveryKind.Drop
                ? $"{string.Join(", ", decision.Dropped)} leaves the generation: {reason}."
                : $"The run goes back to its newest checkpoint: {reason}."));
        }

        switch (decision.Kind)
        {
            case RecoveryKind.Return when freshEra == Entry.Era:
                Open();
                break;
            case RecoveryKind.Return:
                Find();
                break;
            case RecoveryKind.Drop when freshEra == Entry.Era && answers.Values.All(answer => answer.Era != Entry.Era || answer.NextStep <= Step && answer.Reduced is null && begin?.Era != Entry.Era):
                // Nobody has stepped in this era: those who were opening begin again.
                Open();
                break;
            case RecoveryKind.Drop:
                ChangeGeneration([.. Entry.Members.Where(member => !decision.Dropped.Contains(member.Replica))]);
                break;
            case RecoveryKind.ApplyHeld:
                recovery = decision;
                Stance = Stance.CatchingUp;
                if (Step <= decision.Step && answers.Values.All(answer => answer.NextStep == decision.Step))
                {
                    // All held it and nobody was told yet: it counts from here on.
                    Tally();
                }

                Step = decision.Step + 1;
                lastApply = ApplyOf(decision.Sum!, hold: true, save: null);
                foreach (var member in Entry.Members.Where(member => answers[member.Replica].NextStep == decision.Step))
                {
                    Do(new RunEffect.Apply(member, lastApply));
                }

                break;
            default:
                recovery = decision;
                Step = decision.Step;
                Proceed(isOpened: freshEra == Entry.Era && Step == (Entry.Base?.StageIndex == Entry.StageIndex ? Entry.Base.Step : 0), decision.Holdings);
                break;
        }
    }

    private void Open()
    {
        Stance = Stance.Opening;
        WaitsFor = "the members to open their stage";
        if (Entry.StartsWithTransform && Entry.Base is null)
        {
            Do(new RunEffect.Started(null));
            TransformStart();
            return;
        }

        foreach (var member in Entry.Members)
        {
            StartWork(member, new WorkOrder
            {
                Run = Entry.Run,
                Generation = Entry.Generation,
                Id = $"{Entry.Generation}/open",
                Kind = WorkKind.Open,
                Era = Entry.Era,
                StageIndex = Entry.StageIndex,
                Step = Step,
                Checkpoint = Entry.Base,
            });
        }
    }

    private void Opened(Member member, WorkNote note)
    {
        opened[member.Replica] = note;
        if (opened.Count < Entry.Members.Count)
        {
            return;
        }

        WaitsFor = null;
        var different = Entry.Members.Where(other => opened[other.Replica].Hash != note.Hash || opened[other.Replica].Step != note.Step).ToList();
        if (different.Count > 0)
        {
            Fail($"After opening {Entry.Base?.Title ?? "the beginning"} the replicas differ: "
                + string.Join(", ", Entry.Members.Select(other => $"{other} at step {opened[other.Replica].Step} has {opened[other.Replica].Hash}"))
                + ". Their hardware or libraries are not alike: let the run have devices of one kind only.");
            return;
        }

        Step = note.Step;
        Do(new RunEffect.Started(Entry.Base));
        Do(new RunEffect.Lines(note.Lines));
        Proceed(isOpened: true, []);
    }

    private void CatchUp()
    {
        if (Entry.Members.All(member => reports.TryGetValue(member.Replica, out var report) && report.Generation == Entry.Generation && report.NextStep == Step && report.Phase == ReplicaPhase.Holding))
        {
            Proceed(isOpened: false, []);
        }
    }
}
