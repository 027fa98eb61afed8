namespace ChainOfSight.Training.Reports.Model;

/// <summary>One fact of a run.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">What it says.</param>
public sealed record Fact(string Name, string Value);
