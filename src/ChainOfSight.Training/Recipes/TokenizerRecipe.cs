using System.ComponentModel;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes;

/// <summary>How text becomes ids.</summary>
public sealed record TokenizerRecipe
{
    /// <summary>Family of the tokenizer.</summary>
    [Description("Family of the tokenizer.")]
    public required TokenizerKind Kind { get; init; }

    /// <summary>Its file or folder; null = the public package of the family, fetched by name.</summary>
    [Description("Its file or folder; absent = the family's public package, fetched by name.")]
    public string? Path { get; init; }

    /// <summary>GPT-2 only: how many of the first merges are used, for small vocabularies; null = all.</summary>
    [Description("GPT-2 only: how many of the first merges are used; absent = all."), Legal(0, 50000)]
    public int? Merges { get; init; }
}
