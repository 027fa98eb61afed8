namespace ChainOfSight.Grains.Runs;

/// <summary>How long a run waits for what. All by its clock.</summary>
public sealed record RunTimes
{
    /// <summary>For an answer to a poll; then the generation changes without that member. Default 3 s.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>For any sign of a member whose silo is alive; then its device is fenced. Default 15 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For an exchange between living members to mend by itself; then the generation changes with the same members. Default 1 s.</summary>
    public TimeSpan Exchange { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>For which a run with fewer members than it needs keeps them; then it gives them back and waits for enough at once. Default 30 s.</summary>
    public TimeSpan Short { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Before a device that failed or refused is asked again. Default 5 s.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// For the record of a run that comes to rest to be written where the store fails; then the run rests without it, and the record says that it trains. Null, the default: it is
    /// tried until it is written. A process that ends with its run has no use for waiting longer.
    /// </summary>
    public TimeSpan? LastWrite { get; init; }

    /// <summary>Between looks at the cluster and at what is overdue. Default 250 ms.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromMilliseconds(250);
}
