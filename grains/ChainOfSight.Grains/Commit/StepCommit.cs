using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Grains.Commit;

/// <summary>
/// The commit rule of a step: all members hold its sum, in this generation, with equal checksums. Nothing is applied before, and unequal
/// sums never are.
/// </summary>
public static class StepCommit
{
    /// <summary>Judges a step.</summary>
    /// <param name="generation">The generation.</param>
    /// <param name="step">The step.</param>
    /// <param name="members">Its members.</param>
    /// <param name="reduced">What a member holds, by replica; members that said nothing are absent.</param>
    public static StepVerdict Judge(long generation, long step, IReadOnlyList<Member> members, IReadOnlyDictionary<string, ReducedNote> reduced)
    {
        var sums = members
            .Select(member => (member.Replica, Note: reduced.TryGetValue(member.Replica, out var note) && note.Step == step && note.Generation == generation ? note : null))
            .ToList();
        var missing = sums.Where(sum => sum.Note is null).Select(sum => sum.Replica).ToList();
        if (missing.Count > 0)
        {
            return new StepVerdict { Kind = StepVerdictKind.Wait, Replicas = missing };
        }

        var minority = ChecksumVote.Minority(sums.Select(sum => (sum.Replica, sum.Note!.Checksum)));
        if (minority is null || minority.Count > 0)
        {
            return new StepVerdict { Kind = StepVerdictKind.Unequal, Replicas = minority ?? [], Text = Describe(step, sums!) };
        }

        return new StepVerdict { Kind = StepVerdictKind.Apply, Sum = sums[0].Note };
    }

    /// <summary>Why a step with this sum is skipped by all; null = it is applied.</summary>
    public static string? SkipReason(ReducedNote sum) => sum.Fault ?? (sum.LossTokens == 0 ? "no loss tokens in the batch" : null);

    private static string Describe(long step, IEnumerable<(string Replica, ReducedNote Note)> sums) =>
        $"The replicas disagree about the gradient of step {step + 1}: "
        + string.Join(", ", sums.Select(sum => $"{sum.Replica} has {sum.Note.Checksum:x16}"))
        + ". Nothing of it was applied. One of the devices computes wrongly, or they are not alike: compare their hardware and libraries.";
}
