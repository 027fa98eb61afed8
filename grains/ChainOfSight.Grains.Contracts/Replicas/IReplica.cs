namespace ChainOfSight.Grains.Contracts.Replicas;

/// <summary>
/// One model replica on one device; the key is silo/device. Runs its lane: every call here is short, long work is started and then told
/// of by repeated reports to the run.
/// </summary>
[Alias("cos.replica")]
public interface IReplica : IGrainWithStringKey
{
    /// <summary>Starts the lane for a run under a lease, or says what it already is for the same lease.</summary>
    /// <exception cref="Faults.DeviceTakenException">The lease is not the one that holds.</exception>
    [Alias("enlist")]
    Task<ReplicaReport> Enlist(EnlistOrder order);

    /// <summary>Fences: orders of older generations are refused from now on. Answers with what it holds; computes nothing.</summary>
    /// <exception cref="Faults.StaleOrderException">It obeys a newer generation.</exception>
    [Alias("poll")]
    Task<PollAnswer> Poll(PollOrder order);

    /// <summary>Begins the steps of a generation.</summary>
    /// <exception cref="Faults.StaleOrderException">It obeys a newer generation.</exception>
    [Alias("begin")]
    [OneWay]
    Task Begin(BeginOrder order);

    /// <summary>Applies or drops the held sum of a step, then goes on or holds. Repeated until the reports show it.</summary>
    [Alias("apply")]
    [OneWay]
    Task Apply(ApplyOrder order);

    /// <summary>Begins a piece of work other than a step; the same id is begun once.</summary>
    [Alias("work")]
    [OneWay]
    Task Work(WorkOrder order);

    /// <summary>Leaves the run: the stage is closed, the lane ends, the device is free.</summary>
    [Alias("release")]
    [OneWay]
    Task Release(ReleaseOrder order);

    /// <summary>What it does now, since when, what it waits for; answers while anything else goes on.</summary>
    [Alias("status")]
    [ReadOnly]
    [AlwaysInterleave]
    Task<ReplicaView> Status();
}
