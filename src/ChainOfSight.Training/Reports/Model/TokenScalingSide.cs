using ChainOfSight.Models.Resampling;

namespace ChainOfSight.Training.Reports.Model;

/// <summary>One side of a hand-over.</summary>
/// <param name="Layout">Token layout.</param>
/// <param name="ImageSide">Side of the image in pixels.</param>
/// <param name="ResamplerParameters">Parameters of the resampler; null where unknown.</param>
public sealed record TokenScalingSide(ResamplerLayout Layout, int ImageSide, long? ResamplerParameters);
