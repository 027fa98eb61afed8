using System.Text.Json.Serialization;

namespace ChainOfSight.Training.Progress;

/// <summary>Something that a run reports while it goes on; one JSON line each under <c>--json</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(RunStarted), "run-started")]
[JsonDerivedType(typeof(StageStarted), "stage-started")]
[JsonDerivedType(typeof(StepDone), "step")]
[JsonDerivedType(typeof(HeldOutLoss), "held-out-loss")]
[JsonDerivedType(typeof(CheckpointWritten), "checkpoint")]
[JsonDerivedType(typeof(HandOverDone), "hand-over")]
[JsonDerivedType(typeof(StageEvaluated), "evaluation")]
[JsonDerivedType(typeof(StageFinished), "stage-finished")]
[JsonDerivedType(typeof(RunWarning), "warning")]
[JsonDerivedType(typeof(RunFinished), "run-finished")]
public abstract record RunEvent
{
    /// <summary>When it happened.</summary>
    public DateTimeOffset Time { get; init; }
}
