using System.Buffers.Binary;
using System.Text.Json;

namespace ChainOfSight.Tests.Unit.Images;

/// <summary>Reads the uint8 tensors of a trusted safetensors fixture.</summary>
internal static class ByteTensorFile
{
    internal static Dictionary<string, (int[] Shape, byte[] Data)> Read(string path)
    {
        var file = File.ReadAllBytes(path);
        var header = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        using var json = JsonDocument.Parse(file.AsMemory(8, header));
        return json.RootElement.EnumerateObject()
            .Where(entry => entry.Value.TryGetProperty("dtype", out var type) && type.ValueEquals("U8"))
            .ToDictionary(entry => entry.Name, entry =>
            {
                var shape = entry.Value.GetProperty("shape").EnumerateArray().Select(side => side.GetInt32()).ToArray();
                var offsets = entry.Value.GetProperty("data_offsets").EnumerateArray().Select(at => at.GetInt32() + 8 + header).ToArray();
                return (shape, file[offsets[0]..offsets[1]]);
            });
    }
}
