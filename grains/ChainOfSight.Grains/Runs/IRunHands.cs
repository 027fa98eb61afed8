using ChainOfSight.Grains.Contracts.Checkpoints;
using ChainOfSight.Grains.Contracts.Devices;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Contracts.Shards;
using ChainOfSight.Grains.Contracts.Stages;
using ChainOfSight.Grains.Devices;

namespace ChainOfSight.Grains.Runs;

/// <summary>What a run's decisions are carried out with: other grains, the store, those who watch.</summary>
public interface IRunHands
{
    /// <summary>Writes the record by compare-and-swap; retries while the store fails.</summary>
    /// <returns>False: another activation wrote it.</returns>
    Task<bool> WriteAsync(RunEntry entry);

    /// <summary>Leases devices, at least so many of them or none.</summary>
    Task<ReservedDevices> ReserveAsync(IReadOnlyList<string> devices, int least);

    /// <summary>Starts the lane of a leased device; where that fails the lease is given back.</summary>
    Task<ReplicaReport> EnlistAsync(DeviceLease lease);

    /// <summary>Polls a member.</summary>
    Task<PollAnswer> PollAsync(Member member, PollOrder order);

    /// <summary>Sends an order; whether it arrives shows in reports.</summary>
    void Begin(Member member, BeginOrder order);

    /// <inheritdoc cref="Begin"/>
    void Apply(Member member, ApplyOrder order);

    /// <inheritdoc cref="Begin"/>
    void Work(Member member, WorkOrder order);

    /// <summary>Lets a replica go and gives its lease back.</summary>
    void Release(Member member);

    /// <summary>The newest verified checkpoint, none that an operator left behind.</summary>
    Task<NewestCheckpoint> FindNewestAsync(RevertMark? reverted);

    /// <summary>Moves the latest pointer back; the next search for the newest does so where this fails.</summary>
    Task RevertAsync(RevertMark mark);

    /// <summary>Held-out losses of a stage that count, by step.</summary>
    Task<IReadOnlyDictionary<long, double?>> ReadLossesAsync(int stageIndex);

    /// <summary>Moves the latest pointer and retains; failures are warned of.</summary>
    Task SavedAsync(CheckpointRef checkpoint, long bytes);

    /// <summary>Begins a stage change.</summary>
    Task<StageStep> BeginStageAsync(StageChangeOrder order);

    /// <summary>Moves a stage change on.</summary>
    Task<StageStep> AdvanceStageAsync(StageEvent happened);

    /// <summary>A step counts.</summary>
    /// <param name="note">The step.</param>
    /// <param name="isLate">True: it was applied before this activation of the run, which may have written it down or not.</param>
    Task AppliedAsync(AppliedNote note, bool isLate);

    /// <summary>Enters bad samples into the ledger.</summary>
    /// <returns>Why the budget is exceeded; null where it is not.</returns>
    Task<string?> QuarantineAsync(IReadOnlyList<QuarantinedSample> samples);

    /// <summary>A held-out loss was measured.</summary>
    Task MeasuredAsync(long step, double? loss);

    /// <summary>Hands lines on to those who watch.</summary>
    void Tell(IReadOnlyList<string> lines);

    /// <summary>Steps begin or go on.</summary>
    void Started(CheckpointRef? from);

    /// <summary>A stage is done.</summary>
    void StageDone(int stageIndex, long step);

    /// <summary>Something that a person should know.</summary>
    void Warn(string message);

    /// <summary>Writes the report.</summary>
    Task ReportAsync();

    /// <summary>The run came to rest.</summary>
    Task RestedAsync(RunPhase phase, string? reason);

    /// <summary>A newer activation is at work: end this one.</summary>
    void Yield();
}
