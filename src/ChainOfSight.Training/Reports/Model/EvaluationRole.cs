using System.Text.Json.Serialization;

namespace ChainOfSight.Training.Reports.Model;

/// <summary>Where an evaluation stands in the comparison before and after scaling.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EvaluationRole>))]
public enum EvaluationRole
{
    /// <summary>With few visual tokens, before the hand-over.</summary>
    Before,

    /// <summary>With many visual tokens, at the end: what headlines show.</summary>
    After,

    /// <summary>From the same pre-trained checkpoint on as many samples, without scaling.</summary>
    Control,
}
