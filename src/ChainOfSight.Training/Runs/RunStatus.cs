using System.Text.Json.Serialization;

namespace ChainOfSight.Training.Runs;

/// <summary>Where a run stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))]
public enum RunStatus
{
    /// <summary>A process trains it, or did so until it was killed.</summary>
    [JsonStringEnumMemberName("training")]
    Training,

    /// <summary>It was ended after a step with a checkpoint; the same command goes on with it.</summary>
    [JsonStringEnumMemberName("interrupted")]
    Interrupted,

    /// <summary>A check of a hand-over failed; the checkpoint before is still the latest.</summary>
    [JsonStringEnumMemberName("held")]
    Held,

    /// <summary>Every stage is done.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed,
}
