using System.Text.Json.Serialization;

namespace ChainOfSight.Training.Recipes;

/// <summary>Number format of forward and backward; what is trained always has f32 masters.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Precision>))]
public enum Precision
{
    /// <summary>32-bit floats throughout.</summary>
    [JsonStringEnumMemberName("f32")]
    F32,

    /// <summary>bfloat16 products with f32 norms and losses; several times faster where the processor has it, slower where not.</summary>
    [JsonStringEnumMemberName("bf16")]
    BF16,

    /// <summary>In a recipe's text: bf16 where this machine has it, else f32. Reading the recipe settles it (<see cref="PrecisionChoice"/>), so that a run keeps to one format.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto,
}
