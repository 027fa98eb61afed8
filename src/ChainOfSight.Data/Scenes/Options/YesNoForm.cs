using System.Text.Json.Serialization;

namespace ChainOfSight.Data.Scenes;

/// <summary>What a yes-no question asks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<YesNoForm>))]
public enum YesNoForm
{
    /// <summary>Whether there is one: <c>is there a dog?</c></summary>
    [JsonStringEnumMemberName("present")]
    Present,

    /// <summary>Whether it is at a place; the wrong place belongs to the same thing: <c>is the dog in the top left?</c></summary>
    [JsonStringEnumMemberName("place")]
    Place,
}
