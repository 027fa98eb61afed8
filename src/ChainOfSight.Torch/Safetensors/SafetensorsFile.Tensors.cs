using System.Runtime.InteropServices;
using ChainOfSight.Torch.Door;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Safetensors;

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

    /// <summary>A tensor on the host over the mapped file, without copying; it outlives this object.</summary>
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

        TorchLibrary.EnsureLoaded();
        var shape = entry.Shape.ToArray();
        var mapping = _view.SafeMemoryMappedViewHandle;
        var held = false;
        mapping.DangerousAddRef(ref held);
        var context = Callbacks.Add(mapping);
        fixed (long* sizes = shape)
        {
            Fault.Check(NativeMethods.cos_tensor_from_blob(address, (int)type, sizes, shape.Length, &Release, context, out var made));
            return new Tensor(made);
        }
    }

    private unsafe Tensor Copy(SafetensorsEntry entry)
    {
        TorchLibrary.EnsureLoaded();
        var type = SafetensorsTypes.ToTensor(entry, Path);
        var shape = entry.Shape.ToArray();
        fixed (long* sizes = shape)
        {
            Fault.Check(NativeMethods.cos_tensor_copy_in(Address(entry), entry.Length, (int)type, sizes, shape.Length, out var made));
            return new Tensor(made);
        }
    }

    // Runs when the last view of the tensor is gone, on whatever thread lets go of it.
    [UnmanagedCallersOnly]
    private static void Release(long context)
    {
        Callbacks.Get<SafeHandle>(context).DangerousRelease();
        Callbacks.Remove(context);
    }
}
