namespace ChainOfSight.Actors.Invocation;

/// <summary>How requests of a method are admitted and answered.</summary>
[Flags]
public enum MethodOptions
{
    /// <summary>One at a time, answered.</summary>
    None = 0,

    /// <summary>Not answered.</summary>
    OneWay = 1,

    /// <summary>Runs beside other read-only requests.</summary>
    ReadOnly = 2,

    /// <summary>Runs beside any other.</summary>
    AlwaysInterleave = 4,
}
