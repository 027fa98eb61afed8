namespace ChainOfSight.Actors.Membership;

/// <summary>What came of asking a silo for a sign of life.</summary>
public enum ProbeAnswer
{
    /// <summary>It answered.</summary>
    Alive,

    /// <summary>Nothing came in time; it may be busy, frozen or cut off.</summary>
    Silent,

    /// <summary>The connection was refused: no process listens at its endpoint.</summary>
    Refused,

    /// <summary>Another start answers at its endpoint.</summary>
    Replaced,
}
