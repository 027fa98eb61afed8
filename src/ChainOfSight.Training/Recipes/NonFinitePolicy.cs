using System.Text.Json.Serialization;

namespace ChainOfSight.Training.Recipes;

/// <summary>What a step does whose loss or gradient is not a finite number.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NonFinitePolicy>))]
public enum NonFinitePolicy
{
    /// <summary>Leave weights and optimizer as they are, count the step as skipped, go on.</summary>
    [JsonStringEnumMemberName("skip")]
    Skip,

    /// <summary>End the run with an error that names step and slot; the last checkpoint stays.</summary>
    [JsonStringEnumMemberName("stop")]
    Stop,
}
