using System.Text.Json.Serialization;

namespace ChainOfSight.Training.Recipes;

/// <summary>A part of the model that a stage may train; parts not named stay frozen and have no gradient.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelPart>))]
public enum ModelPart
{
    /// <summary>The vision tower.</summary>
    [JsonStringEnumMemberName("tower")]
    Tower,

    /// <summary>The classification head of a vision stage; dropped when the stage ends.</summary>
    [JsonStringEnumMemberName("head")]
    Head,

    /// <summary>The multi-scale resampler with its norm and projection.</summary>
    [JsonStringEnumMemberName("resampler")]
    Resampler,

    /// <summary>All weights of the language model.</summary>
    [JsonStringEnumMemberName("decoder")]
    Decoder,

    /// <summary>The low-rank adapters of the language model.</summary>
    [JsonStringEnumMemberName("lora")]
    Lora,
}
