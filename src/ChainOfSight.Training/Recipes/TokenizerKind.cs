using System.Text.Json.Serialization;

namespace ChainOfSight.Training.Recipes;

/// <summary>Family of a tokenizer.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TokenizerKind>))]
public enum TokenizerKind
{
    /// <summary>Byte-level BPE of GPT-2.</summary>
    [JsonStringEnumMemberName("gpt2")]
    Gpt2,

    /// <summary>SentencePiece BPE of LLaMA and Vicuna v1.</summary>
    [JsonStringEnumMemberName("llama")]
    Llama,

    /// <summary>A <c>tokenizer.json</c> of either family; needs a path.</summary>
    [JsonStringEnumMemberName("huggingface")]
    HuggingFace,
}
