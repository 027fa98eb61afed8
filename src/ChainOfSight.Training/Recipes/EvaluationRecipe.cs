using System.ComponentModel;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes;

/// <summary>What is measured and how often.</summary>
public sealed record EvaluationRecipe
{
    /// <summary>Steps between held-out losses within a stage; 0 = only at its end. Default 0.</summary>
    [Description("Steps between held-out losses within a stage; 0 = only at its end."), Legal(0, 1e12)]
    public long EverySteps { get; init; }

    /// <summary>Held-out samples per source mixture for those losses. Default 64.</summary>
    [Description("Held-out samples for those losses."), Legal(1, 1e9)]
    public int LossSamples { get; init; } = 64;

    /// <summary>Sets on which the model answers after each multimodal stage, by name.</summary>
    [Description("Sets on which the model answers after each multimodal stage.")]
    public IReadOnlyDictionary<string, EvaluationSetRecipe> Sets { get; init; } = new Dictionary<string, EvaluationSetRecipe>();

    /// <summary>Answers of the validation pictures that the report shows. Default 12.</summary>
    [Description("Validation pictures in the report."), Legal(0, 1000)]
    public int Pictures { get; init; } = 12;

    /// <summary>Largest number of tokens that an answer may have. Default 48.</summary>
    [Description("Largest number of tokens of an answer."), Legal(1, 65536)]
    public int MaxAnswerTokens { get; init; } = 48;
}
