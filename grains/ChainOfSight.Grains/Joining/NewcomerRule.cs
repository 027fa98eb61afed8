namespace ChainOfSight.Grains.Joining;

/// <summary>
/// How a replica comes into a run: it opens the whole stage while the members go on with their steps, and only one that has done so makes them hold, for as long
/// as a member's trained state takes to it. What was opened for another era is void: another stage, or another line of history.
/// </summary>
public static class NewcomerRule
{
    /// <summary>Says what it is to do.</summary>
    /// <param name="sight">The replica.</param>
    /// <param name="era">The run's line of history.</param>
    /// <param name="hasStage">Whether there is a stage that it could open, and that is not about to end.</param>
    /// <param name="patience">For how long the members wait for a sign of one that takes their state.</param>
    public static NewcomerStep Next(NewcomerSight sight, long era, bool hasStage, TimeSpan patience)
    {
        if (!sight.HasLane || sight.IsLeaving)
        {
            return NewcomerStep.Wait;
        }

        if (sight.OpenedEra != era)
        {
            return hasStage ? NewcomerStep.Open : NewcomerStep.Wait;
        }

        return sight.IsTaking && sight.Silence > patience ? NewcomerStep.GiveUp : NewcomerStep.Ready;
    }
}
