using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Training.Steps.Models;

/// <summary>A parameter under the name that it has in checkpoints.</summary>
/// <param name="Name">Part, a dot, and the model's own name: <c>decoder.model.norm.weight</c>.</param>
/// <param name="Part">The part to which it belongs.</param>
/// <param name="Value">The parameter.</param>
public sealed record PartParameter(string Name, ModelPart Part, Parameter Value)
{
    /// <summary>Whether weight decay applies: matrices yes; vectors, queries and tables of embeddings or positions no.</summary>
    public bool Decays => Value.dim() >= 2 && !Name.EndsWith(".queries", StringComparison.Ordinal) && !Name.Contains("embed", StringComparison.Ordinal);
}
