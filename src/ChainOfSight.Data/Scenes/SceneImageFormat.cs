using System.Text.Json.Serialization;

namespace ChainOfSight.Data.Scenes;

/// <summary>How scenes are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SceneImageFormat>))]
public enum SceneImageFormat
{
    /// <summary>Without loss; the same bytes wherever the same .NET wrote them.</summary>
    [JsonStringEnumMemberName("png")]
    Png,

    /// <summary>JPEG of quality 90: about a third of the bytes.</summary>
    [JsonStringEnumMemberName("jpeg")]
    Jpeg,
}
