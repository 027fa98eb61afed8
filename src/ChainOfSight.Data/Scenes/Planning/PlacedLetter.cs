namespace ChainOfSight.Data.Scenes.Planning;

/// <summary>A letter of a word in a scene.</summary>
/// <param name="Letter">The letter.</param>
/// <param name="Box">Its cell, as high as the word's ink, within the canvas.</param>
public sealed record PlacedLetter(string Letter, PixelBox Box);
