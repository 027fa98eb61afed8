using System.Text.Json.Serialization;

namespace ChainOfSight.Models.Resampling;

/// <summary>How the tower's features become visual tokens.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProjectorKind>))]
public enum ProjectorKind
{
    /// <summary>Chain-of-Sight: several scales of windows, each reading every level of the tower.</summary>
    MultiScale,

    /// <summary>Baseline: one global window that reads the last level only.</summary>
    Plain,

    /// <summary>Baseline: one linear map per patch of the last level; no queries.</summary>
    Linear,
}
