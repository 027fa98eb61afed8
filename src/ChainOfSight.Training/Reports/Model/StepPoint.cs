namespace ChainOfSight.Training.Reports.Model;

/// <summary>One point of a stage's curve: a step, or the mean of the few steps up to it.</summary>
/// <param name="Step">Step within the stage, from 1.</param>
/// <param name="Loss">Mean loss per token, or per label in a vision stage; not finite where the step was skipped.</param>
/// <param name="LearningRate">Learning rate of the step.</param>
/// <param name="SamplesPerSecond">Samples per second of wall time.</param>
/// <param name="TokensPerSecond">Tokens per second, text and visual.</param>
/// <param name="WaitShare">Share of the time spent waiting for data, 0 to 1.</param>
public sealed record StepPoint(long Step, double Loss, double LearningRate, double SamplesPerSecond, double TokensPerSecond, double WaitShare);
