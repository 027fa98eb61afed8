using ChainOfSight.Grains.Contracts.Checkpoints;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Contracts.Stages;

namespace ChainOfSight.Grains.Runs.Effects;

/// <summary>Something that the run's decisions want done; the grain does it and tells what came of it.</summary>
public abstract record RunEffect
{
    private RunEffect()
    {
    }

    /// <summary>Write the record by compare-and-swap.</summary>
    public sealed record Write(RunEntry Entry) : RunEffect;

    /// <summary>Lease devices, at least so many of them or none, and start their lanes.</summary>
    public sealed record Enlist(IReadOnlyList<string> Devices, int Least, long Attempt) : RunEffect;

    /// <summary>Poll a member.</summary>
    public sealed record Poll(Member Member, PollOrder Order) : RunEffect;

    /// <summary>Let a member begin.</summary>
    public sealed record Begin(Member Member, BeginOrder Order) : RunEffect;

    /// <summary>Let a member apply.</summary>
    public sealed record Apply(Member Member, ApplyOrder Order) : RunEffect;

    /// <summary>Give a replica work.</summary>
    public sealed record Work(Member Member, WorkOrder Order) : RunEffect;

    /// <summary>Let a replica go and give its lease back.</summary>
    public sealed record Release(Member Member) : RunEffect;

    /// <summary>Find the newest verified checkpoint, or that to which an operator went back.</summary>
    public sealed record FindNewest(long Attempt, RevertMark? Reverted) : RunEffect;

    /// <summary>The run went back to a checkpoint: move the pointer there.</summary>
    public sealed record Revert(RevertMark Mark) : RunEffect;

    /// <summary>Read the held-out losses of a stage that count.</summary>
    public sealed record ReadLosses(int StageIndex, long Attempt) : RunEffect;

    /// <summary>A checkpoint was written and verified: move the pointer, retain.</summary>
    public sealed record Saved(CheckpointRef Checkpoint, long Bytes) : RunEffect;

    /// <summary>Begin a stage change.</summary>
    public sealed record BeginStageChange(StageChangeOrder Order) : RunEffect;

    /// <summary>Move a stage change on.</summary>
    public sealed record AdvanceStageChange(StageEvent Event) : RunEffect;

    /// <summary>A step counts.</summary>
    public sealed record Applied(AppliedNote Note, bool IsLate) : RunEffect;

    /// <summary>Samples that a member met in a step that counts.</summary>
    public sealed record Quarantine(IReadOnlyList<Contracts.Shards.QuarantinedSample> Samples) : RunEffect;

    /// <summary>A held-out loss was measured.</summary>
    public sealed record Measured(long Step, double? Loss) : RunEffect;

    /// <summary>Lines that a replica's work left for the watchers.</summary>
    public sealed record Lines(IReadOnlyList<string> Json) : RunEffect;

    /// <summary>Steps begin or go on.</summary>
    public sealed record Started(CheckpointRef? From) : RunEffect;

    /// <summary>A stage is done.</summary>
    public sealed record StageDone(int StageIndex, long Step) : RunEffect;

    /// <summary>Something that a person should know.</summary>
    public sealed record Warn(string Message) : RunEffect;

    /// <summary>Write the report of the finished run.</summary>
    public sealed record Report : RunEffect;

    /// <summary>The run came to rest; the record says where.</summary>
    public sealed record Rested(RunPhase Phase, string? Reason) : RunEffect;

    /// <summary>A newer activation of this run is at work: end this one.</summary>
    public sealed record Yield : RunEffect;
}
