
namespace ChainOfSight.Tensors.Safetensors;

public static partial class SafetensorsWriter
{
    /// <summary>Writes tensors to a file: beside its name first, then moved over it.</summary>
    /// <param name="path">Path of the file; replaced if there is one.</param>
    /// <param name="tensors">Tensors by name, on any device.</param>
    /// <param name="metadata">Texts for <c>__metadata__</c>; none by default.</param>
    /// <exception cref="SafetensorsException">A name, type or text is not legal, or the file cannot be written.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        Save(path, tensors.Select(pair => SafetensorsSource.FromTensor(pair.Key, pair.Value)), metadata);
    }
}
