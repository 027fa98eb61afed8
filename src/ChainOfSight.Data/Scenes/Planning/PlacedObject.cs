namespace ChainOfSight.Data.Scenes.Planning;

/// <summary>A thing in a scene.</summary>
/// <param name="Class">Index of its class.</param>
/// <param name="Box">Where it is pasted, exact to the pixel.</param>
/// <param name="Place">Index of its place, row by row; −1 where it lies too near a border to say.</param>
public sealed record PlacedObject(int Class, PixelBox Box, int Place);
