namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>The host.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>Shapes without memory.</summary>
    public static readonly Device META = new(DeviceType.META);

    /// <summary>The current CUDA device.</summary>
    public static readonly Device CUDA = new(DeviceType.CUDA);

    /// <summary>Reads <c>type</c> or <c>type:index</c>.</summary>
    /// <param name="description">Such as <c>cuda:0</c>.</param>
    /// <exception cref="ArgumentException">Not a device.</exception>
    public static Device device(string description) => new(description);

    /// <summary>A device of a kind.</summary>
    /// <param name="deviceType">The kind.</param>
    /// <param name="index">Which one; -1 is the current one.</param>
    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    /// <summary>Whether CUDA devices can be used.</summary>
    public static bool cuda_is_available() => cuda.is_available();

    /// <summary>Prepares a kind of device. libtorch does so by itself; only the check remains.</summary>
    /// <param name="deviceType">The kind.</param>
    /// <exception cref="TorchUnsupportedException">CUDA is asked for and not there.</exception>
    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
        {
            throw new TorchUnsupportedException(
                $"{deviceType} is not available in the loaded libtorch {TorchLibrary.Version}: set LIBTORCH to a build that has it, and rebuild the native library.");
        }
    }

    /// <summary>Prepares a kind of device.</summary>
    /// <param name="deviceType">The kind.</param>
    /// <returns>False when it is not there.</returns>
    public static bool TryInitializeDeviceType(DeviceType deviceType) => deviceType switch
    {
        DeviceType.CPU or DeviceType.META => true,
        DeviceType.CUDA => cuda.is_available(),
        _ => false,
    };
}
