using ChainOfSight.Data.Images;
using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Scenes.Planning;

namespace ChainOfSight.Data.Scenes;

/// <summary>A composed scene.</summary>
/// <param name="Plan">What it shows and where.</param>
/// <param name="Record">Caption, questions, boxes, labels.</param>
/// <param name="Picture">Its pixels.</param>
public sealed record Scene(ScenePlan Plan, SampleRecord Record, PixelImage Picture);
