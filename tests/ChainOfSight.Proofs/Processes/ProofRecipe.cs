using System.Globalization;
using ChainOfSight.Tests.Cli.Tiny;

namespace ChainOfSight.Proofs.Processes;

/// <summary>A small run with real tensors: a stage of captions and questions, a hand-over to more tokens, a second stage; saves and held-out losses in between.</summary>
internal sealed record ProofRecipe
{
    public const string Run = "proof";

    /// <summary>Steps of the first stage.</summary>
    public int Steps { get; init; } = 60;

    /// <summary>Steps of the second stage, after the hand-over.</summary>
    public int FineSteps { get; init; } = 40;

    /// <summary>Slots per step.</summary>
    public int Slots { get; init; } = 4;

    /// <summary>Samples per slot: what makes a step long.</summary>
    public int Samples { get; init; } = 16;

    /// <summary>Steps between two checkpoints.</summary>
    public int SaveEvery { get; init; } = 15;

    /// <summary>Width of tower, resampler and decoder.</summary>
    public int Width { get; init; } = 16;

    /// <summary>The recipe as the command line reads it.</summary>
    public string Text() => TinyFiles.Recipe
        .Replace("\"name\": \"tiny\"", $"\"name\": \"{Run}\"", StringComparison.Ordinal)
        .Replace("\"steps\": 3, \"slots\": 1, \"samplesPerSlot\": 4", Sizes(Steps), StringComparison.Ordinal)
        .Replace("\"steps\": 2, \"slots\": 1, \"samplesPerSlot\": 4", Sizes(FineSteps), StringComparison.Ordinal)
        .Replace("\"everySteps\": 2", string.Create(CultureInfo.InvariantCulture, $"\"everySteps\": {SaveEvery}"), StringComparison.Ordinal)
        .Replace("\"width\": 16", string.Create(CultureInfo.InvariantCulture, $"\"width\": {Width}"), StringComparison.Ordinal);

    private string Sizes(int steps) => string.Create(CultureInfo.InvariantCulture, $"\"steps\": {steps}, \"slots\": {Slots}, \"samplesPerSlot\": {Samples}");
}
