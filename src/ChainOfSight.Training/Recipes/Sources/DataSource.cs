using System.ComponentModel;
using System.Text.Json.Serialization;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes.Sources;

/// <summary>Where samples come from; <c>kind</c> says which of the forms below it is.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FetchSource), "fetch")]
[JsonDerivedType(typeof(ScenesSource), "scenes")]
[JsonDerivedType(typeof(FolderSource), "folder")]
[JsonDerivedType(typeof(ShardsSource), "shards")]
public abstract record DataSource
{
    /// <summary>Share of the samples that is held out: never trained on, used for losses and evaluation. Default 0.05.</summary>
    [Description("Share of the samples that is held out for losses and evaluation."), Legal(0, 0.9)]
    public double Validation { get; init; } = 0.05;
}
