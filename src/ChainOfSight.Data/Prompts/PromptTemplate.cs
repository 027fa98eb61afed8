using System.Text.Json.Serialization;

namespace ChainOfSight.Data.Prompts;

/// <summary>How a conversation about an image is written as text. An end token (where the tokenizer has one) follows every answer.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PromptTemplate>))]
public enum PromptTemplate
{
    /// <summary>
    /// The visual tokens, then <c>Q: question A: answer</c>, turns on lines of their own; a caption stands alone. The fewest tokens: for small models.
    /// </summary>
    [JsonStringEnumMemberName("plain")]
    Plain,

    /// <summary><c>USER: ⟨image⟩⏎question ASSISTANT: answer&lt;/s&gt;</c>, as Vicuna and LLaVA were trained.</summary>
    [JsonStringEnumMemberName("vicuna")]
    Vicuna,
}
