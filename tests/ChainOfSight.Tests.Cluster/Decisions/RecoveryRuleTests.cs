using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Recovery;

namespace ChainOfSight.Tests.Cluster.Decisions;

/// <summary>Promise: after a change of members no applied step is lost, none is applied twice, and whoever cannot follow goes.</summary>
public sealed class RecoveryRuleTests
{
    // Each answer: name, era, next step, applied checksum, then what it holds: step/generation/checksum, or -.
    [Theory]
    [InlineData("a 1 5 9 - | b 1 5 9 -", RecoveryKind.Reduce, 5, "")]
    [InlineData("a 0 5 9 - | b 0 5 9 -", RecoveryKind.Return, 0, "")]
    [InlineData("a 1 5 9 - | b 0 5 9 -", RecoveryKind.Drop, 0, "b")]
    [InlineData("a 1 6 9 - | b 1 5 8 5/3/9", RecoveryKind.ApplyHeld, 5, "")]
    [InlineData("a 1 6 9 - | b 1 5 8 5/3/7", RecoveryKind.Drop, 0, "b")]
    [InlineData("a 1 6 9 - | b 1 5 8 -", RecoveryKind.Drop, 0, "b")]
    [InlineData("a 1 7 9 - | b 1 5 8 5/3/9", RecoveryKind.Drop, 0, "b")]
    [InlineData("a 1 6 9 - | b 1 6 8 - | c 1 5 7 5/3/9", RecoveryKind.Return, 0, "")]
    [InlineData("a 1 5 8 5/3/9 | b 1 5 8 5/3/9", RecoveryKind.ApplyHeld, 5, "")]
    [InlineData("a 1 5 8 5/3/9 | b 1 5 8 5/2/9", RecoveryKind.Reduce, 5, "")]
    [InlineData("a 1 5 8 5/3/9 | b 1 5 8 -", RecoveryKind.Reduce, 5, "")]
    [InlineData("a 1 5 8 5/3/9 | b 1 5 8 5/3/7", RecoveryKind.Return, 0, "")]
    [InlineData("a 1 5 8 5/3/9 | b 1 5 8 5/3/7 | c 1 5 8 5/3/9", RecoveryKind.Drop, 0, "b")]
    public void Answers_of_a_poll_lead_to_one_decision(string answers, RecoveryKind kind, long step, string dropped)
    {
        var decision = RecoveryRule.Decide(1, [.. answers.Split(" | ").Select(Answer)]);
        Assert.Equal((kind, step, dropped), (decision.Kind, decision.Step, string.Join(",", decision.Dropped)));
    }

    [Fact]
    public void Repeated_reduction_gets_what_every_member_holds()
    {
        var held = Answer("a 1 5 9 -") with { Nodes = [new SlotNode(0, 4)] };
        var decision = RecoveryRule.Decide(1, [held, Answer("b 1 5 9 -")]);
        Assert.Equal([("a", 1), ("b", 0)], decision.Holdings.Select(one => (one.Replica, one.Nodes.Count)));
    }

    private static PollAnswer Answer(string text)
    {
        var parts = text.Split(' ');
        long[] held = parts[4] == "-" ? [] : [.. parts[4].Split('/').Select(Number)];
        return new PollAnswer
        {
            Replica = parts[0],
            Incarnation = "i",
            Era = Number(parts[1]),
            NextStep = Number(parts[2]),
            AppliedChecksum = Number(parts[3]),
            Reduced = held.Length == 0 ? null : new ReducedNote { Step = held[0], Generation = held[1], Checksum = held[2], LossTokens = 1 },
        };
    }

    private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
