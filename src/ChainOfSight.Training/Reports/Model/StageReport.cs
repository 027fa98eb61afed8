using ChainOfSight.Models.Resampling;

namespace ChainOfSight.Training.Reports.Model;

/// <summary>One stage of a run: what it trained, on how much, for how long, and its curves.</summary>
public sealed record StageReport
{
    /// <summary>Name of the stage.</summary>
    public required string Name { get; init; }

    /// <summary>Kind as recipes write it: <c>language</c>, <c>vision</c>, <c>pretrain</c>, <c>finetune</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Token layout; null for stages without visual tokens.</summary>
    public ResamplerLayout? Layout { get; init; }

    /// <summary>Side of the image in pixels; null for stages without images.</summary>
    public int? ImageSide { get; init; }

    /// <summary>Optimizer steps done.</summary>
    public long Steps { get; init; }

    /// <summary>Samples seen.</summary>
    public long Samples { get; init; }

    /// <summary>Tokens processed, text and visual.</summary>
    public long Tokens { get; init; }

    /// <summary>Training time in seconds, without evaluation and checkpoints.</summary>
    public double Seconds { get; init; }

    /// <summary>Seconds of these in which the step waited for data.</summary>
    public double WaitSeconds { get; init; }

    /// <summary>Parts that were trained, such as <c>resampler</c>, <c>lora</c>.</summary>
    public IReadOnlyList<string> Trained { get; init; } = [];

    /// <summary>Parameters that were trained; null where unknown.</summary>
    public long? TrainedParameters { get; init; }

    /// <summary>Parameters of the parts in use, frozen ones included; null where unknown.</summary>
    public long? Parameters { get; init; }

    /// <summary>Curve of the stage, in order of steps; may be thinned out.</summary>
    public IReadOnlyList<StepPoint> Curve { get; init; } = [];

    /// <summary>Held-out losses, in order of steps.</summary>
    public IReadOnlyList<HeldOutPoint> HeldOut { get; init; } = [];
}
