using ChainOfSight.Storage;
using ChainOfSight.Tensors;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Training.Runs;

/// <summary>Settings of the lane's thread that results depend on.</summary>
internal static class LaneSettings
{
    /// <summary>Threads of one operation: the recipe's, or all processors.</summary>
    public static int Threads(Recipe recipe, int otherwise = 0) => recipe.Threads > 0 ? recipe.Threads : otherwise > 0 ? otherwise : Environment.ProcessorCount;

    /// <summary>Sets threads and opens the device. On the lane's thread.</summary>
    /// <exception cref="UserErrorException">The device is not there.</exception>
    public static Device Apply(string device, int threads)
    {
        if (device != "cpu" && !cuda.is_available())
        {
            throw new UserErrorException($"The device {device} is wanted, and the loaded libtorch sees no CUDA device. Set device to \"cpu\", or name a libtorch with CUDA in LIBTORCH.");
        }

        // OpenMP's threads belong to the calling thread, but a thread's first parallel loop takes over the number that was set last in the
        // process: asking first gets that over with, so that lanes with other numbers do not meddle.
        _ = get_num_threads();
        set_num_threads(threads);
        return new Device(device);
    }

    /// <summary>Versions that a checkpoint names.</summary>
    public static IReadOnlyDictionary<string, string> Versions() => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["chainofsight"] = typeof(LaneSettings).Assembly.GetName().Version?.ToString(3) ?? "0",
        ["torch"] = TensorEngine.Library.Version,
    };
}
