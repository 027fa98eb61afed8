using ChainOfSight.Data.Images;

namespace ChainOfSight.Data.Scenes.Planning;

/// <summary>The background of a scene: from one colour to another.</summary>
/// <param name="First">At the left or top.</param>
/// <param name="Last">At the right or bottom; the same for a flat one.</param>
/// <param name="Across">True from left to right, false from top to bottom.</param>
public sealed record SceneBackdrop(RgbColour First, RgbColour Last, bool Across);
