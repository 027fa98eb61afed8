namespace ChainOfSight.Training.Stages;

/// <summary>One scale of a layout after a hand-over.</summary>
/// <param name="Window">Side of its windows in patches.</param>
/// <param name="Windows">Its windows per side.</param>
/// <param name="Tokens">Its tokens.</param>
/// <param name="Parent">Index of the scale from which it grew; null where none did.</param>
/// <param name="Factor">Child windows per side of a parent window; 1 where it only was carried over.</param>
public sealed record HandOverScale(int Window, int Windows, int Tokens, int? Parent, int Factor);
