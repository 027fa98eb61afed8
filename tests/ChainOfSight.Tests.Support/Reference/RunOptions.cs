using ChainOfSight.Storage;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Tests.Support.Reference;

/// <summary>What a run works with.</summary>
internal sealed record RunOptions
{
    /// <summary>The recipe, as <see cref="RecipeReader"/> accepted it.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>Where checkpoints, metrics and reports go.</summary>
    public required IBlobStore Store { get; init; }

    /// <summary>Opens tokenizer and data.</summary>
    public required IStageDataProvider Data { get; init; }

    /// <summary>Name of the run; null = the recipe's name.</summary>
    public string? Run { get; init; }

    /// <summary>Evaluates after multimodal stages; null = no evaluation.</summary>
    public IStageEvaluator? Evaluator { get; init; }

    /// <summary>Writes the report at the end; null = no report.</summary>
    public IRunReporter? Reporter { get; init; }

    /// <summary>Hears what happens; called from the run's threads, one call at a time; null = nobody.</summary>
    public IProgress<RunEvent>? Progress { get; init; }

    /// <summary>Clock for rates; never part of a result. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>True: everything of an earlier run of this name is deleted first. False: it is gone on with. Default false.</summary>
    public bool Restart { get; init; }

    /// <summary>True: a hand-over that fails its loss limit is accepted. False: the run is held there. Default false.</summary>
    public bool AcceptHandOver { get; init; }

    /// <summary>Who writes checkpoints, part of their names. Default <c>local</c>.</summary>
    public string Saver { get; init; } = "local";
}
