using System.Text.Json.Serialization;

namespace ChainOfSight.Training.Recipes;

/// <summary>What turns patches into visual tokens.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProjectorForm>))]
public enum ProjectorForm
{
    /// <summary>Windows of several sizes, each with its queries.</summary>
    [JsonStringEnumMemberName("multiScale")]
    MultiScale,

    /// <summary>Baseline: one window over the whole grid, last level only.</summary>
    [JsonStringEnumMemberName("plain")]
    Plain,

    /// <summary>Baseline: one token per patch.</summary>
    [JsonStringEnumMemberName("linear")]
    Linear,
}
