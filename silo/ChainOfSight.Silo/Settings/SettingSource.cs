namespace ChainOfSight.Silo.Settings;

/// <summary>A value with where it stood, for messages.</summary>
/// <param name="Value">The text.</param>
/// <param name="Origin">Argument, variable or file.</param>
public sealed record SettingSource(string Value, string Origin);
