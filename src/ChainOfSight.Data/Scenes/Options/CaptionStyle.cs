using System.Text.Json.Serialization;

namespace ChainOfSight.Data.Scenes;

/// <summary>How a scene is described.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CaptionStyle>))]
public enum CaptionStyle
{
    /// <summary>No caption.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>Names and words in reading order: <c>dog, cat, TEA</c>. Shortest, and each answer follows from one place.</summary>
    [JsonStringEnumMemberName("names")]
    Names,

    /// <summary>The same with places: <c>dog top left, cat top right, TEA bottom left</c>. Teaches places as well.</summary>
    [JsonStringEnumMemberName("namesAndPlaces")]
    NamesAndPlaces,

    /// <summary>A sentence with counts: <c>a dog, two cats and the word TEA</c>.</summary>
    [JsonStringEnumMemberName("counts")]
    Counts,

    /// <summary>Each thing with its place: <c>a dog in the top left, the word TEA in the bottom right</c>.</summary>
    [JsonStringEnumMemberName("places")]
    Places,
}
