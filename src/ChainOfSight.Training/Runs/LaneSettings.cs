using ChainOfSight.Storage;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Training.Runs;

/// <summary>Settings of the lane's thread that results depend on.</summary>
internal static class LaneSettings
{
    /// <summary>Sets threads and opens the device. On the lane's thread.</summary>
    /// <exception cref="UserErrorException">The device is not there.</exception>
    public static Device Apply(Recipe recipe)
    {
        if (recipe.Device != "cpu" && !cuda.is_available())
        {
            throw new UserErrorException($"The recipe wants the device {recipe.Device}, and the loaded libtorch sees no CUDA device. Set device to \"cpu\", or name a libtorch with CUDA in LIBTORCH.");
        }

        set_num_threads(recipe.Threads > 0 ? recipe.Threads : Environment.ProcessorCount);
        return new Device(recipe.Device);
    }

    /// <summary>Versions that a checkpoint names.</summary>
    public static IReadOnlyDictionary<string, string> Versions() => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["chainofsight"] = typeof(LaneSettings).Assembly.GetName().Version?.ToString(3) ?? "0",
        ["torch"] = torch.__version__,
    };
}
