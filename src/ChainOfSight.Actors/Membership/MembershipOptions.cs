namespace ChainOfSight.Actors.Membership;

/// <summary>Times and counts of the membership protocol. All times are measured on the own monotonic clock; clocks are never compared.</summary>
public sealed record MembershipOptions
{
    /// <summary>How often the table is read and the lease renewed. Default 1 s.</summary>
    public TimeSpan TablePeriod { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one look at the table may take before it is given up and tried again. Default 3 s.</summary>
    public TimeSpan TableTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a silo lives on without having reached the table; then it stops its lanes and itself. Default 10 s; at most <see cref="SilencePatience"/>.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often each watched silo is asked for a sign of life. Default 1 s.</summary>
    public TimeSpan ProbePeriod { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an answer is waited for before it is asked again; a late answer still counts. Default 3 s.</summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a silo must be silent before that alone makes it dead. Default 10 s, which seven busy processes on two cores stay below.</summary>
    public TimeSpan SilencePatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many refused connections in a row make a silo dead: nobody listens there any more. Default 2.</summary>
    public int RefusalsNeeded { get; init; } = 2;

    /// <summary>How long to wait between refused connections. Default 500 ms.</summary>
    public TimeSpan RefusalPeriod { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How many silos must find one silent that still signs the table, before it is dead; fewer where fewer live. Default 2.</summary>
    public int VotesNeeded { get; init; } = 2;

    /// <summary>How long a vote counts. Default 30 s.</summary>
    public TimeSpan VoteExpiry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many others each silo watches: its successors on a ring. Default 4.</summary>
    public int Watched { get; init; } = 4;

    /// <summary>How long dead rows are kept for people to look at. Default 1 day.</summary>
    public TimeSpan DeadRowsKept { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Checks that the values go together.</summary>
    /// <returns>This.</returns>
    /// <exception cref="OrleansConfigurationException">They do not; names the value, the limit and the reason.</exception>
    public MembershipOptions Validate()
    {
        Require(TablePeriod > TimeSpan.Zero && ProbePeriod > TimeSpan.Zero && RefusalPeriod > TimeSpan.Zero, "periods must be above zero");
        Require(TableTimeout > TimeSpan.Zero && ProbeTimeout > TimeSpan.Zero, "time-outs must be above zero");
        Require(LeaseDuration >= TablePeriod + TableTimeout, $"{nameof(LeaseDuration)} {LeaseDuration} must be at least {nameof(TablePeriod)} + {nameof(TableTimeout)}, so that one slow look at the table does not end it");
        Require(LeaseDuration <= SilencePatience, $"{nameof(LeaseDuration)} {LeaseDuration} must be at most {nameof(SilencePatience)} {SilencePatience}, so that a silo that is cut off has stopped before others take over");
        Require(SilencePatience >= 3 * ProbePeriod, $"{nameof(SilencePatience)} {SilencePatience} must be at least three times {nameof(ProbePeriod)} {ProbePeriod}");
        Require(VotesNeeded >= 1 && RefusalsNeeded >= 1 && Watched >= 1, "counts must be at least 1");
        Require(VoteExpiry >= SilencePatience, $"{nameof(VoteExpiry)} {VoteExpiry} must be at least {nameof(SilencePatience)}, or votes expire before the second is cast");
        return this;
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new OrleansConfigurationException($"The settings of the membership protocol do not go together: {rule}.");
        }
    }
}
