namespace ChainOfSight.Actors.Membership;

/// <summary>What a silo that wants to join has to do next.</summary>
internal abstract record JoinStep
{
    private JoinStep()
    {
    }

    /// <summary>Write its row.</summary>
    internal sealed record Insert : JoinStep;

    /// <summary>It is in already: an earlier attempt whose reply was lost.</summary>
    internal sealed record Joined : JoinStep;

    /// <summary>Mark an earlier start at its own endpoint dead: it cannot live, this process holds the endpoint.</summary>
    /// <param name="Predecessor">The row to mark.</param>
    internal sealed record Bury(Tuple<MembershipEntry, string> Predecessor) : JoinStep;

    /// <summary>Find out whether the silo that has its name is alive.</summary>
    /// <param name="Namesake">The row in question.</param>
    internal sealed record Examine(Tuple<MembershipEntry, string> Namesake) : JoinStep;

    /// <summary>It cannot join.</summary>
    /// <param name="Reason">Why, and what to do.</param>
    internal sealed record Refused(string Reason) : JoinStep;
}
