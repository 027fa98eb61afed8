using ChainOfSight.Storage;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Steps;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Runs;

/// <summary>What an evaluation works on.</summary>
public sealed record StageEvaluationContext
{
    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

    /// <summary>The store of the run, for pictures and the like under <see cref="RunFiles.Root"/>.</summary>
    public required IBlobStore Store { get; init; }

    /// <summary>The recipe.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>The stage that was trained.</summary>
    public required StageRecipe Stage { get; init; }

    /// <summary>Steps of the stage that are in the weights.</summary>
    public required long Step { get; init; }

    /// <summary>The model; touch its tensors on <see cref="Lane"/> only.</summary>
    public required MultimodalStageModel Model { get; init; }

    /// <summary>The thread of the device.</summary>
    public required Lane Lane { get; init; }
}
