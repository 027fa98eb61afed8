using ChainOfSight.Storage;

namespace ChainOfSight.Training.Recipes;

/// <summary>A recipe with faults; the message lists all of them.</summary>
public sealed class RecipeException : UserErrorException
{
    /// <summary>Creates the error.</summary>
    /// <param name="name">File or other name of the recipe.</param>
    /// <param name="faults">Every fault, at least one.</param>
    public RecipeException(string name, IReadOnlyList<RecipeFault> faults)
        : base($"The recipe {name} has {(faults.Count == 1 ? "1 fault" : $"{faults.Count} faults")}:\n  {string.Join("\n  ", faults)}")
    {
        Faults = faults;
    }

    /// <summary>Every fault that was found, in document order as far as possible.</summary>
    public IReadOnlyList<RecipeFault> Faults { get; }
}
