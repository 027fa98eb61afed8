using ChainOfSight.Tests.Cluster.Hosted;

namespace ChainOfSight.Tests.Cluster.Edges;

/// <summary>A clock that is set forwards or backwards while a run trains changes nothing.</summary>
public sealed class ClockTests
{
    /// <summary>Promise: no replica is lost and no lane given up because the date changed, not even one in the middle of a native call.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    public async Task Clock_that_jumps_by_days_loses_no_replica(int days)
    {
        var clock = new JumpingClock();
        await using var cluster = await EdgeCluster.StartAsync(2, 40, new StandInSurroundings { Time = clock });
        await cluster.Run.Submit(EdgeCluster.Submission);
        var before = await cluster.UntilAsync("both replicas' first steps", run => run.Step > 3 && run.Members.Count(member => member.IsMember) == 2);

        for (var jump = 0; jump < 3; jump++)
        {
            var from = await cluster.Run.Status();
            clock.Jump(TimeSpan.FromDays(days));
            await cluster.UntilAsync("steps after the jump", run => run.StageIndex > from.StageIndex || run.Step > from.Step + 2);
        }

        var after = await cluster.Run.Status();
        Assert.Equal(before.Generation + after.StageIndex, after.Generation);
        Assert.Equal(2, after.Members.Count(member => member.IsMember));
        await cluster.CompletesWithoutLossAsync();
    }
}
