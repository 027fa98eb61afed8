using ChainOfSight.Data.Images;
using ChainOfSight.Data.Samples;

namespace ChainOfSight.Data.Collation;

/// <summary>A sample that was read, with its image decoded and resized.</summary>
/// <param name="Id">Source, shard and key: <c>emoji/emoji-00000/cat</c>.</param>
/// <param name="Record">Text, turns, boxes, labels.</param>
/// <param name="Image">The image at the size of the stage; null without one.</param>
public sealed record PreparedSample(string Id, SampleRecord Record, PixelImage? Image);
