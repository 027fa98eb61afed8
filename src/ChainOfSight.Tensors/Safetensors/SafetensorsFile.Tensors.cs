
namespace ChainOfSight.Tensors.Safetensors;

public sealed partial class SafetensorsFile
{
    /// <summary>Reads all tensors of a file into memory of their own.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>Tensors on the host by name, of the current dispose scope.</returns>
    /// <exception cref="SafetensorsException">The file breaks a rule, or has a tensor of a type the tensor engine lacks.</exception>
    public static IReadOnlyDictionary<string, Tensor> Load(string path)
    {
        using var file = Open(path);
        return file.Entries.ToDictionary(entry => entry.Name, entry => file.Copy(entry), StringComparer.Ordinal);
    }

    /// <summary>A tensor on the host over the mapped file, without copying where the engine can; it outlives this object.</summary>
    /// <param name="name">Name, compared exactly.</param>
    /// <returns>
    /// A tensor of the current dispose scope. Writing into it changes memory, never the file. Where the file does not align it to its
    /// element size, which files of ours always do, it is a copy.
    /// </returns>
    /// <exception cref="SafetensorsException">There is none of this name, or its type is not one of the tensor engine's.</exception>
    public unsafe Tensor GetTensor(string name)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var entry = Find(name);
        var type = SafetensorsTypes.ToTensor(entry, Path);
        var address = Address(entry);
        if (entry.Length == 0 || (nuint)address % (nuint)(entry.Dtype.Bits() / 8) != 0)
        {
            return Copy(entry);
        }

        var mapping = _view.SafeMemoryMappedViewHandle;
        var held = false;
        mapping.DangerousAddRef(ref held);
        return TensorEngine.Memory.Share((nint)address, type, [.. entry.Shape], mapping.DangerousRelease);
    }

    private unsafe Tensor Copy(SafetensorsEntry entry) =>
        TensorEngine.Memory.Copy((nint)Address(entry), SafetensorsTypes.ToTensor(entry, Path), [.. entry.Shape]);
}
