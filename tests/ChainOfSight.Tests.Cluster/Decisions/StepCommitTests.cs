using ChainOfSight.Grains.Commit;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Tests.Cluster.Decisions;

/// <summary>Promise: a step counts only when all members hold the same sum of it, in this generation.</summary>
public sealed class StepCommitTests
{
    [Theory]
    [InlineData("a:5:1:7 b:5:1:7", StepVerdictKind.Apply, "")]
    [InlineData("a:5:1:7", StepVerdictKind.Wait, "b")]
    [InlineData("a:5:1:7 b:4:1:7", StepVerdictKind.Wait, "b")]
    [InlineData("a:5:1:7 b:5:0:7", StepVerdictKind.Wait, "b")]
    [InlineData("a:5:1:7 b:5:1:8", StepVerdictKind.Unequal, "")]
    public void Two_members_commit_only_equal_sums_of_this_step_and_generation(string sums, StepVerdictKind kind, string named) =>
        Check(["a", "b"], sums, kind, named);

    [Theory]
    [InlineData("a:5:1:7 b:5:1:7 c:5:1:8", "c")]
    [InlineData("a:5:1:8 b:5:1:7 c:5:1:7", "a")]
    [InlineData("a:5:1:6 b:5:1:7 c:5:1:8", "")]
    public void Three_members_name_the_minority_where_there_is_a_majority(string sums, string named) =>
        Check(["a", "b", "c"], sums, StepVerdictKind.Unequal, named);

    [Fact]
    public void Sum_without_loss_tokens_or_with_a_fault_is_skipped()
    {
        Assert.Null(StepCommit.SkipReason(new ReducedNote { LossTokens = 1 }));
        Assert.NotNull(StepCommit.SkipReason(new ReducedNote { LossTokens = 0 }));
        Assert.Equal("slot 2: the loss is NaN", StepCommit.SkipReason(new ReducedNote { LossTokens = 1, Fault = "slot 2: the loss is NaN" }));
    }

    private static void Check(string[] members, string sums, StepVerdictKind kind, string named)
    {
        var reduced = sums.Split(' ').Select(sum => sum.Split(':')).ToDictionary(
            sum => sum[0], sum => new ReducedNote { Step = Number(sum[1]), Generation = Number(sum[2]), Checksum = Number(sum[3]), LossTokens = 1 });
        var verdict = StepCommit.Judge(1, 5, [.. members.Select(member => new Member { Replica = member, Incarnation = "i" })], reduced);
        Assert.Equal((kind, named), (verdict.Kind, string.Join(",", verdict.Replicas)));
    }

    private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
