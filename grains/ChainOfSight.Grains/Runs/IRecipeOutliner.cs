namespace ChainOfSight.Grains.Runs;

/// <summary>Reads of a recipe what the control plane needs to know.</summary>
public interface IRecipeOutliner
{
    /// <summary>Checks and resolves a recipe.</summary>
    /// <param name="recipe">JSON text.</param>
    /// <returns>The resolved text, in which defaults stand, and its outline.</returns>
    /// <exception cref="Storage.UserErrorException">The recipe has faults; all are named.</exception>
    (string Resolved, RunOutline Outline) Outline(string recipe);

    /// <summary>Whether the weights from which a recipe starts must be transformed for its first stage.</summary>
    /// <param name="recipe">JSON text.</param>
    /// <param name="run">The run.</param>
    /// <param name="store">Where the other run is.</param>
    /// <exception cref="Storage.UserErrorException">There is nothing to start from.</exception>
    Task<bool> StartsWithTransformAsync(string recipe, string run, Storage.IBlobStore store);
}
