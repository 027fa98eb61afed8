using ChainOfSight.Grains.Commit;
using ChainOfSight.Grains.Contracts.Replicas;

namespace ChainOfSight.Grains.Recovery;

/// <summary>
/// What follows from the answers to a poll. All members held a step's sum before anyone applied it, so that states differ by one step at
/// most and whoever is behind holds what it lacks.
/// </summary>
public static class RecoveryRule
{
    /// <summary>Decides how the generation goes on.</summary>
    /// <param name="era">The line of history of the run's record.</param>
    /// <param name="answers">One per member.</param>
    public static RecoveryDecision Decide(long era, IReadOnlyList<PollAnswer> answers)
    {
        var live = answers.Where(answer => answer.Era == era).ToList();
        if (live.Count == 0)
        {
            return new RecoveryDecision { Kind = RecoveryKind.Return };
        }

        if (live.Count < answers.Count)
        {
            return Drop(answers.Except(live), "without the run's state");
        }

        var next = live.Max(answer => answer.NextStep);
        var leaders = live.Where(answer => answer.NextStep == next).ToList();
        return leaders.Count < live.Count ? Follow(live, leaders, next) : Together(live, next);
    }

    // Some applied step next - 1, others did not.
    private static RecoveryDecision Follow(List<PollAnswer> live, List<PollAnswer> leaders, long next)
    {
        var checksum = leaders.Max(leader => leader.AppliedChecksum);
        if (leaders.Any(leader => leader.AppliedChecksum != checksum))
        {
            return new RecoveryDecision { Kind = RecoveryKind.Return, Reason = $"the replicas applied different gradients in step {next}" };
        }

        var lost = live.Except(leaders).Where(answer => answer.NextStep != next - 1 || answer.Reduced?.Step != next - 1 || answer.Reduced.Checksum != checksum).ToList();
        return lost.Count > 0
            ? Drop(lost, $"behind step {next} and without its gradient")
            : new RecoveryDecision { Kind = RecoveryKind.ApplyHeld, Step = next - 1, Sum = live.Except(leaders).First().Reduced };
    }

    private static RecoveryDecision Together(List<PollAnswer> live, long next)
    {
        var sums = live.Where(answer => answer.Reduced?.Step == next).ToList();
        var isComplete = sums.Count == live.Count && sums.All(answer => answer.Reduced!.Generation == sums[0].Reduced!.Generation);
        if (!isComplete)
        {
            return Reduce(live, next);
        }

        var minority = ChecksumVote.Minority(sums.Select(answer => (answer.Replica, answer.Reduced!.Checksum)));
        return minority switch
        {
            null => new RecoveryDecision { Kind = RecoveryKind.Return, Reason = $"the replicas disagree about the gradient of step {next + 1}" },
            { Count: > 0 } => new RecoveryDecision { Kind = RecoveryKind.Drop, Dropped = minority, Reason = $"alone with its gradient of step {next + 1}" },
            _ => new RecoveryDecision { Kind = RecoveryKind.ApplyHeld, Step = next, Sum = sums[0].Reduced },
        };
    }

    private static RecoveryDecision Reduce(List<PollAnswer> live, long next) => new()
    {
        Kind = RecoveryKind.Reduce,
        Step = next,
        Holdings = live.Exists(answer => answer.Nodes.Count > 0)
            ? [.. live.Select(answer => new MemberNodes { Replica = answer.Replica, Nodes = answer.Nodes })]
            : [],
    };

    private static RecoveryDecision Drop(IEnumerable<PollAnswer> who, string reason) =>
        new() { Kind = RecoveryKind.Drop, Dropped = [.. who.Select(answer => answer.Replica)], Reason = reason };
}
