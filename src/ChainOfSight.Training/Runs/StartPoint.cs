using ChainOfSight.Models.Resampling;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Training.Runs;

/// <summary>Where a run begins or goes on.</summary>
internal sealed record StartPoint
{
    /// <summary>Stage with which it goes on.</summary>
    public int StageIndex { get; init; }

    /// <summary>Steps of that stage that are done; null where the stage has not begun.</summary>
    public long? Step { get; init; }

    /// <summary>Updates of the optimizer in that stage.</summary>
    public long Updates { get; init; }

    /// <summary>Weights so far.</summary>
    public WeightLibrary Library { get; init; } = new();

    /// <summary>Moments of the optimizer; empty at the start of a stage.</summary>
    public IReadOnlyDictionary<string, HostTensor> Optimizer { get; init; } = new Dictionary<string, HostTensor>();

    /// <summary>What the weights see now; null before the first multimodal stage.</summary>
    public VisualState? Visual { get; init; }

    /// <summary>The checkpoint, for messages; null at the beginning.</summary>
    public string? From { get; init; }
}

/// <summary>Layout and image of the multimodal stage before.</summary>
/// <param name="From">Name of the stage or checkpoint.</param>
/// <param name="Layout">Its layout.</param>
/// <param name="ImageSide">Side of its images in pixels.</param>
internal sealed record VisualState(string From, ResamplerLayout Layout, int ImageSide);
