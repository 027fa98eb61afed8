using System.Text.Json.Serialization;

namespace ChainOfSight.Data.Scenes;

/// <summary>Which of the two disjoint families of scenes; no scene of one is in the other.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SceneSplit>))]
public enum SceneSplit
{
    /// <summary>Scenes to train on.</summary>
    [JsonStringEnumMemberName("train")]
    Train,

    /// <summary>Scenes to measure on.</summary>
    [JsonStringEnumMemberName("validation")]
    Validation,
}
