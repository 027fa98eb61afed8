namespace ChainOfSight.Actors.Membership;

/// <summary>What the membership protocol needs of the network. Answered ahead of all other traffic, off the grains' turns, so that a busy silo still answers.</summary>
public interface IMembershipPeers
{
    /// <summary>Asks a silo for a sign of life, past every queue.</summary>
    /// <param name="silo">Who is asked.</param>
    /// <param name="cancellationToken">Ends the wait; the answer is then <see cref="ProbeAnswer.Silent"/>.</param>
    Task<ProbeAnswer> ProbeAsync(SiloAddress silo, CancellationToken cancellationToken);

    /// <summary>Tells a silo that the table has changed, so that it reads at once. May be lost.</summary>
    /// <param name="silo">Who is told.</param>
    /// <param name="version">The new version.</param>
    void Announce(SiloAddress silo, long version);
}
