namespace ChainOfSight.Grains.Runs;

/// <summary>Reads of a recipe what the control plane needs to know.</summary>
public interface IRecipeOutliner
{
    /// <summary>Checks and resolves a recipe.</summary>
    /// <param name="recipe">JSON text.</param>
    /// <returns>The resolved text, in which defaults stand, and its outline.</returns>
    /// <exception cref="Storage.UserErrorException">The recipe has faults; all are named.</exception>
    (string Resolved, RunOutline Outline) Outline(string recipe);
}
