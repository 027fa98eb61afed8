namespace ChainOfSight.Actors.Membership;

/// <summary>How a silo gets into the table without a second one of its name or endpoint living beside it.</summary>
internal static class JoinRule
{
    /// <summary>The next step.</summary>
    /// <param name="table">The table as just read.</param>
    /// <param name="me">The silo that wants to join.</param>
    /// <param name="name">Its name.</param>
    public static JoinStep Next(MembershipTableData table, SiloAddress me, string name)
    {
        if (table.TryGet(me)?.Item1 is { } mine)
        {
            return mine.Status == SiloStatus.Dead ? new JoinStep.Refused(FenceRule.Judge(table, me)!) : new JoinStep.Joined();
        }

        var living = table.Members.Where(row => row.Item1.Status != SiloStatus.Dead).ToList();
        if (living.FirstOrDefault(row => row.Item1.SiloAddress.IsSuccessorOf(me)) is { } successor)
        {
            return new JoinStep.Refused($"{successor.Item1.SiloAddress} is a later start at the endpoint of {me}. Start this silo again: it takes a new start number.");
        }

        return living.FirstOrDefault(row => me.IsSuccessorOf(row.Item1.SiloAddress)) is { } predecessor ? new JoinStep.Bury(predecessor)
            : living.FirstOrDefault(row => row.Item1.SiloName == name) is { } namesake ? new JoinStep.Examine(namesake)
            : new JoinStep.Insert();
    }

    /// <summary>A start number that is later than all that the endpoint has had, whatever the clock says.</summary>
    /// <param name="table">The table as just read.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="proposed">What the clock says.</param>
    public static int StartNumber(MembershipTableData table, System.Net.IPEndPoint endpoint, int proposed) => table.Members
        .Where(row => row.Item1.SiloAddress.Endpoint.Equals(endpoint))
        .Select(row => row.Item1.SiloAddress.Generation + 1)
        .Append(proposed)
        .Max();
}
