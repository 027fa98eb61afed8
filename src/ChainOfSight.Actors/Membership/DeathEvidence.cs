namespace ChainOfSight.Actors.Membership;

/// <summary>What a silo has found out about another.</summary>
internal enum DeathEvidence
{
    /// <summary>Nothing against it.</summary>
    None,

    /// <summary>It answers nobody here, but still signs the table: perhaps only the path to it is broken.</summary>
    Silent,

    /// <summary>It neither answers nor signs the table.</summary>
    SilentAndLifeless,

    /// <summary>Nobody listens at its endpoint any more.</summary>
    Refused,

    /// <summary>A later start answers at its endpoint.</summary>
    Replaced,
}
