using System.Text.Json.Serialization;

namespace ChainOfSight.Data.Scenes;

/// <summary>What stands behind a scene.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BackgroundKind>))]
public enum BackgroundKind
{
    /// <summary>One colour.</summary>
    [JsonStringEnumMemberName("flat")]
    Flat,

    /// <summary>From one colour to a near one, across or down.</summary>
    [JsonStringEnumMemberName("gradient")]
    Gradient,
}
