using System.Text.Json.Serialization;

namespace ChainOfSight.Training.Recipes;

/// <summary>How the learning rate goes from its peak to its final value after the warm-up.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScheduleShape>))]
public enum ScheduleShape
{
    /// <summary>Half a cosine.</summary>
    [JsonStringEnumMemberName("cosine")]
    Cosine,

    /// <summary>A straight line.</summary>
    [JsonStringEnumMemberName("linear")]
    Linear,

    /// <summary>Stays at the peak.</summary>
    [JsonStringEnumMemberName("constant")]
    Constant,
}
