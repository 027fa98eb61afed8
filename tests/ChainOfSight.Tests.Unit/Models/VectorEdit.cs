using System.Buffers.Binary;
using ChainOfSight.Tensors.Safetensors;

namespace ChainOfSight.Tests.Unit.Models;

/// <summary>Copies of vector files with one thing changed.</summary>
internal static class VectorEdit
{
    /// <summary>Leaves out a tensor, or, after an @, a metadata key.</summary>
    public static void Without(string from, string to, string part) =>
        Copy(from, to, name => name != part, key => $"@{key}" != part, _ => null, (_, bytes) => bytes);

    public static void WithMetadata(string from, string to, string key, string value) =>
        Copy(from, to, _ => true, _ => true, k => k == key ? value : null, (_, bytes) => bytes);

    public static void WithFloat(string from, string to, string tensor, int index, Func<float, float> change) =>
        Copy(from, to, _ => true, _ => true, _ => null, (name, bytes) =>
        {
            if (name == tensor)
            {
                var place = bytes.AsSpan(index * 4, 4);
                BinaryPrimitives.WriteSingleLittleEndian(place, change(BinaryPrimitives.ReadSingleLittleEndian(place)));
            }

            return bytes;
        });

    private static void Copy(string from, string to, Func<string, bool> keep, Func<string, bool> keepKey, Func<string, string?> metadata, Func<string, byte[], byte[]> bytes)
    {
        using var file = SafetensorsFile.Open(from);
        var tensors = file.Entries.Where(entry => keep(entry.Name))
            .Select(entry => SafetensorsSource.FromBytes(entry.Name, entry.Dtype, entry.Shape, bytes(entry.Name, file.GetBytes(entry.Name).ToArray())))
            .ToArray();
        SafetensorsWriter.Save(to, tensors, file.Metadata.Where(entry => keepKey(entry.Key)).ToDictionary(entry => entry.Key, entry => metadata(entry.Key) ?? entry.Value));
    }
}
