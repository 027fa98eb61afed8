namespace ChainOfSight.Data.Scenes.Rendering;

/// <summary>A cut-out on disk.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Name">What it shows.</param>
/// <param name="Group">Its group; empty for none.</param>
public sealed record CutOutFile(string Path, string Name, string Group);
