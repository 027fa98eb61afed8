namespace ChainOfSight.Grains.Contracts.Runs;

/// <summary>
/// One training run; the key is its name. Owns its life and its members: which replicas form the current generation, and when a step
/// counts. Its record, changed by compare-and-swap, is the only commit point of the run.
/// </summary>
[Alias("cos.run")]
public interface IRun : IGrainWithStringKey
{
    /// <summary>Begins the run, or goes on with it: the same call does both.</summary>
    /// <param name="submission">Recipe and wishes.</param>
    /// <returns>How the run stands now.</returns>
    /// <exception cref="Faults.RefusedException">The run began with another recipe.</exception>
    [Alias("submit")]
    Task<RunView> Submit(RunSubmission submission);

    /// <summary>Looks at the cluster again; called by the keeper of every silo at its start and at each change of membership.</summary>
    [Alias("wake")]
    Task Wake();

    /// <summary>Ends the current step and lets go of the devices; the state goes into a checkpoint.</summary>
    /// <exception cref="Faults.UnknownRunException">There is no such run.</exception>
    [Alias("pause")]
    Task Pause();

    /// <summary>Goes on with a run that is paused or interrupted.</summary>
    /// <exception cref="Faults.UnknownRunException">There is no such run.</exception>
    /// <exception cref="Faults.RefusedException">It is over its quarantine budget: raise that and submit it again, or clear the list.</exception>
    [Alias("resume")]
    Task Resume();

    /// <summary>Ends the run after the current step, with a checkpoint. Submitting it again goes on with it.</summary>
    /// <exception cref="Faults.UnknownRunException">There is no such run.</exception>
    [Alias("stop")]
    Task Stop();

    /// <summary>Changes, retries, accepts or reverts a stage.</summary>
    /// <exception cref="Faults.UnknownRunException">There is no such run.</exception>
    /// <exception cref="Faults.RefusedException">The order does not fit where the run stands.</exception>
    [Alias("stage")]
    Task Stage(StageOrder order);

    /// <summary>A replica says where it stands. Repeated until it is heard; an older one than known is passed over.</summary>
    [Alias("report")]
    [OneWay]
    Task Report(Replicas.ReplicaReport report);

    /// <summary>Where the run stands, from a snapshot: answers while anything else goes on.</summary>
    [Alias("status")]
    [ReadOnly]
    [AlwaysInterleave]
    Task<RunView> Status();

    /// <summary>Every stage change so far, oldest first.</summary>
    /// <exception cref="Faults.UnknownRunException">There is no such run.</exception>
    [Alias("stages")]
    [ReadOnly]
    [AlwaysInterleave]
    Task<IReadOnlyList<Stages.StageChange>> StageHistory();

    /// <summary>What happens in the run, as it happens. Ends with the run in this state of the cluster.</summary>
    /// <param name="after">Number of the last line that the caller has; 0 = from the oldest one kept (the last 4,096).</param>
    /// <param name="cancellationToken">Ends the watching.</param>
    [Alias("watch")]
    [AlwaysInterleave]
    IAsyncEnumerable<RunLine> Watch(long after, CancellationToken cancellationToken = default);

    /// <summary>The bad samples that the run left out, and its budget of them.</summary>
    /// <exception cref="Faults.UnknownRunException">There is no such run.</exception>
    [Alias("quarantine")]
    Task<Shards.QuarantineView> Quarantine();

    /// <summary>Lets the bad samples so far count against no budget; they are left out as before.</summary>
    /// <exception cref="Faults.UnknownRunException">There is no such run.</exception>
    [Alias("clear-quarantine")]
    Task ClearQuarantine();
}
