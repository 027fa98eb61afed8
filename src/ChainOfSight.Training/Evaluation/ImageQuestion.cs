using ChainOfSight.Data.Images;

namespace ChainOfSight.Training.Evaluation;

/// <summary>A question about an image.</summary>
/// <param name="Image">The image, of any size; null asks without one.</param>
/// <param name="Prompt">The question as a person writes it, without the template's words.</param>
public sealed record ImageQuestion(PixelImage? Image, string Prompt);
