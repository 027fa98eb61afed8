using System.Text.Json.Serialization;

namespace ChainOfSight.Data.Scenes;

/// <summary>How a box is spelled.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BoxNotation>))]
public enum BoxNotation
{
    /// <summary>Relative coordinates with two decimals: <c>[0.12,0.50,0.98,1.00]</c>.</summary>
    [JsonStringEnumMemberName("decimals")]
    Decimals,

    /// <summary>Whole numbers from 0 to bins − 1 with spaces between: <c>3 8 15 16</c>. Fewest tokens.</summary>
    [JsonStringEnumMemberName("bins")]
    Bins,

    /// <summary>The same numbers in angle brackets: <c>&lt;3&gt;&lt;8&gt;&lt;15&gt;&lt;16&gt;</c>.</summary>
    [JsonStringEnumMemberName("tags")]
    Tags,
}
