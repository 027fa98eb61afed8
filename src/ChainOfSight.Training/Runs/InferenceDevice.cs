using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Training.Runs;

/// <summary>Where a trained model answers.</summary>
public static class InferenceDevice
{
    /// <summary>Sets the threads of the calling thread's operations and picks the recipe's device, or the CPU where the library sees no GPU.</summary>
    /// <param name="recipe">The recipe of the run.</param>
    public static Device Open(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        set_num_threads(LaneSettings.Threads(recipe));
        return new Device(recipe.Device != "cpu" && cuda.is_available() ? recipe.Device : "cpu");
    }
}
