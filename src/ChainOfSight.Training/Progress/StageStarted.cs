namespace ChainOfSight.Training.Progress;

/// <summary>A stage begins or goes on.</summary>
/// <param name="Stage">Its name.</param>
/// <param name="Index">Its index, from 0.</param>
/// <param name="FromStep">The first step that will be done.</param>
/// <param name="Steps">Its steps in all.</param>
/// <param name="Layout">Its token layout; null without visual tokens.</param>
/// <param name="VisualTokens">Visual tokens per image; 0 without.</param>
/// <param name="ImageSide">Side of its images in pixels; 0 without.</param>
/// <param name="TrainedParameters">Parameters that it trains.</param>
/// <param name="FrozenParameters">Parameters that it uses as they are.</param>
public sealed record StageStarted(
    string Stage, int Index, long FromStep, long Steps, string? Layout, int VisualTokens, int ImageSide, long TrainedParameters, long FrozenParameters) : RunEvent;
