using ChainOfSight.Data.Images;

namespace ChainOfSight.Data.Scenes.Planning;

/// <summary>A word in a scene.</summary>
/// <param name="Word">The word.</param>
/// <param name="Size">Em in pixels.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="Box">Its ink, exact to the pixel.</param>
/// <param name="Place">Index of its place, row by row; −1 where it lies too near a border to say.</param>
/// <param name="Letters">Its letters with the part of the ink's rows that each one's cell takes.</param>
public sealed record PlacedText(string Word, int Size, RgbColour Colour, PixelBox Box, int Place, IReadOnlyList<PlacedLetter> Letters);
