using System.Text.Json.Serialization;

namespace ChainOfSight.Training.Recipes;

/// <summary>What a stage trains, and on what.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StageKind>))]
public enum StageKind
{
    /// <summary>The decoder alone, next token on text.</summary>
    [JsonStringEnumMemberName("language")]
    Language,

    /// <summary>The tower alone, multi-label on images.</summary>
    [JsonStringEnumMemberName("vision")]
    Vision,

    /// <summary>The multimodal model with few visual tokens.</summary>
    [JsonStringEnumMemberName("pretrain")]
    Pretrain,

    /// <summary>The multimodal model, usually with more visual tokens and a larger image.</summary>
    [JsonStringEnumMemberName("finetune")]
    Finetune,
}
