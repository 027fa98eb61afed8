using System.Text.Json.Serialization;

namespace ChainOfSight.Data.Scenes;

/// <summary>Which boxes of text stand among the boxes of a sample, and which text among its labels.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TextBoxes>))]
public enum TextBoxes
{
    /// <summary>None.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>One per word, labelled with the word.</summary>
    [JsonStringEnumMemberName("words")]
    Words,

    /// <summary>One per letter, labelled with the letter. For towers that learn to read.</summary>
    [JsonStringEnumMemberName("letters")]
    Letters,
}
