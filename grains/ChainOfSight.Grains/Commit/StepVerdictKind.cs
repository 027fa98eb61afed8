namespace ChainOfSight.Grains.Commit;

/// <summary>What the commit rule can say.</summary>
public enum StepVerdictKind
{
    /// <summary>Somebody has not reported yet.</summary>
    Wait,

    /// <summary>All hold the same sum.</summary>
    Apply,

    /// <summary>All have reported, with different sums.</summary>
    Unequal,
}
