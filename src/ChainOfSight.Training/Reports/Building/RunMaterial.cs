using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Evaluation;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Reports.Pictures;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Runs.Metrics;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Training.Reports.Building;

/// <summary>What a run left in its store, as far as a report is made of it.</summary>
internal sealed record RunMaterial
{
    public required RunRecord Record { get; init; }

    public required Recipe Recipe { get; init; }

    /// <summary>The recipe's resolved text.</summary>
    public required string RecipeText { get; init; }

    public IReadOnlyList<StepMetric> Metrics { get; init; } = [];

    /// <summary>What each stage trained, by its name.</summary>
    public IReadOnlyDictionary<string, StageStarted> Started { get; init; } = new Dictionary<string, StageStarted>();

    /// <summary>Hand-overs by the name of the stage that took over.</summary>
    public IReadOnlyDictionary<string, HandOverReport> HandOvers { get; init; } = new Dictionary<string, HandOverReport>();

    /// <summary>Evaluations by stage.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<EvaluationResult>> Evaluations { get; init; } = new Dictionary<string, IReadOnlyList<EvaluationResult>>();

    public IReadOnlyList<KeptPicture> Pictures { get; init; } = [];

    /// <summary>Sound checkpoints, newest first.</summary>
    public IReadOnlyList<(CheckpointName Name, CheckpointState State, long Bytes)> Checkpoints { get; init; } = [];
}
