using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch;

/// <summary>Moves of whole networks; see <c>Tensor.to</c>. Register hooks and make optimizers afterwards.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>Converts parameters and buffers that hold fractions.</summary>
    /// <typeparam name="T">The part's type.</typeparam>
    /// <param name="module">The part.</param>
    /// <param name="type">A floating-point type.</param>
    /// <param name="non_blocking">Do not wait for copies.</param>
    /// <returns>The same part.</returns>
    public static T to<T>(this T module, ScalarType type, bool non_blocking = false)
        where T : nn.Module => Moved(module, null, type, non_blocking);

    /// <summary>Moves and converts.</summary>
    /// <typeparam name="T">The part's type.</typeparam>
    /// <param name="module">The part.</param>
    /// <param name="device">Where to.</param>
    /// <param name="type">A floating-point type.</param>
    /// <param name="non_blocking">Do not wait for copies.</param>
    /// <returns>The same part.</returns>
    public static T to<T>(this T module, Device device, ScalarType type, bool non_blocking = false)
        where T : nn.Module => Moved(module, device, type, non_blocking);

    /// <summary>Moves parameters and buffers.</summary>
    /// <typeparam name="T">The part's type.</typeparam>
    /// <param name="module">The part.</param>
    /// <param name="device">Where to.</param>
    /// <param name="non_blocking">Do not wait for copies.</param>
    /// <returns>The same part.</returns>
    public static T to<T>(this T module, Device device, bool non_blocking = false)
        where T : nn.Module => Moved(module, device, null, non_blocking);

    /// <summary>Moves parameters and buffers.</summary>
    /// <typeparam name="T">The part's type.</typeparam>
    /// <param name="module">The part.</param>
    /// <param name="deviceType">Kind of device.</param>
    /// <param name="deviceIndex">Which one; -1 is the current one.</param>
    /// <param name="non_blocking">Do not wait for copies.</param>
    /// <returns>The same part.</returns>
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false)
        where T : nn.Module => Moved(module, new Device(deviceType, deviceIndex), null, non_blocking);

    /// <summary>Moves parameters and buffers.</summary>
    /// <typeparam name="T">The part's type.</typeparam>
    /// <param name="module">The part.</param>
    /// <param name="device">Such as <c>cuda:0</c>.</param>
    /// <param name="non_blocking">Do not wait for copies.</param>
    /// <returns>The same part.</returns>
    public static T to<T>(this T module, string device, bool non_blocking = false)
        where T : nn.Module => Moved(module, new Device(device), null, non_blocking);

    /// <summary>Moves parameters and buffers to the host.</summary>
    /// <typeparam name="T">The part's type.</typeparam>
    /// <param name="module">The part.</param>
    /// <returns>The same part.</returns>
    public static T cpu<T>(this T module)
        where T : nn.Module => Moved(module, CPU, null, false);

    /// <summary>Moves parameters and buffers to a CUDA device.</summary>
    /// <typeparam name="T">The part's type.</typeparam>
    /// <param name="module">The part.</param>
    /// <param name="deviceIndex">Which one; -1 is the current one.</param>
    /// <returns>The same part.</returns>
    public static T cuda<T>(this T module, int deviceIndex = -1)
        where T : nn.Module => Moved(module, new Device(DeviceType.CUDA, deviceIndex), null, false);

    private static T Moved<T>(T module, Device? device, ScalarType? type, bool nonBlocking)
        where T : nn.Module
    {
        ArgumentNullException.ThrowIfNull(module);
        module.Move(device, type, nonBlocking);
        return module;
    }
}
