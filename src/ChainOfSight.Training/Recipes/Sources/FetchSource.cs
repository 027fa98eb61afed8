using System.ComponentModel;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes.Sources;

/// <summary>A public demo set, fetched by package name as <c>cos data fetch</c> does.</summary>
public sealed record FetchSource : DataSource
{
    /// <summary>Name of the set, as <c>cos data fetch --help</c> lists it.</summary>
    [Description("Name of the demo set, as cos data fetch lists it."), LegalName]
    public required string Set { get; init; }
}
