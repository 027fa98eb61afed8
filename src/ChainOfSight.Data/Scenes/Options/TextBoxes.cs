using System.Text.Json.Serialization;

namespace ChainOfSight.Data.Scenes;

/// <summary>Which boxes of text stand among the boxes of a sample.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TextBoxes>))]
public enum TextBoxes
{
    /// <summary>None.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>One per word, labelled with the word.</summary>
    [JsonStringEnumMemberName("words")]
    Words,

    /// <summary>One per letter, labelled with the letter; letters are among the labels of the sample too. For towers that learn to read.</summary>
    [JsonStringEnumMemberName("letters")]
    Letters,
}
