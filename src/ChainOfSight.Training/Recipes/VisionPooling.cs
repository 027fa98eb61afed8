using System.Text.Json.Serialization;

namespace ChainOfSight.Training.Recipes;

/// <summary>How the logits of the patches become the logits of the image in a vision stage.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VisionPooling>))]
public enum VisionPooling
{
    /// <summary>Logarithm of the mean exponential over patches: a smooth maximum, so that features stay where the object is.</summary>
    [JsonStringEnumMemberName("logSumExp")]
    LogSumExp,

    /// <summary>The largest logit of any patch.</summary>
    [JsonStringEnumMemberName("max")]
    Max,

    /// <summary>The mean over patches.</summary>
    [JsonStringEnumMemberName("mean")]
    Mean,

    /// <summary>
    /// No pooling: each patch learns the class of the smallest box over its centre, or that there is none. Learns fastest where boxes are known;
    /// sources without boxes cannot use it.
    /// </summary>
    [JsonStringEnumMemberName("dense")]
    Dense,
}
