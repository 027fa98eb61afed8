using ChainOfSight.Data.Samples;

namespace ChainOfSight.Training.Reports.Model;

/// <summary>What one model said about a picture.</summary>
/// <param name="Label">Column of the evaluation, such as <c>before scaling</c>.</param>
/// <param name="Text">What it said.</param>
/// <param name="Score">Score by the headline measure of the task, 0 to 1.</param>
/// <param name="Box">The box it named; null for other tasks and unreadable boxes.</param>
public sealed record PictureAnswer(string Label, string Text, double Score, LabelledBox? Box);
