using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChainOfSight.Tensors.Safetensors;

/// <summary>Decides what a file will look like: order of the tensors, their offsets, and the bytes of the header.</summary>
/// <remarks>
/// Equal tensors and metadata give equal bytes. Tensors with larger elements come first, so that each begins at a multiple of
/// its element size, then by name in ordinal order; metadata keys in ordinal order; padding is spaces.
/// </remarks>
internal sealed record SafetensorsPlan(IReadOnlyList<SafetensorsSource> Order, IReadOnlyList<long> Lengths, ReadOnlyMemory<byte> Header)
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Plans a file.</summary>
    /// <exception cref="SafetensorsException">A name, shape or text is not legal, or the header would be too long.</exception>
    public static SafetensorsPlan Make(IEnumerable<SafetensorsSource> sources, IReadOnlyDictionary<string, string>? metadata, string file)
    {
        var order = sources.OrderByDescending(source => source.Dtype.Bits()).ThenBy(source => source.Name, StringComparer.Ordinal).ToList();
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write(new byte[SafetensorsLimits.PrefixBytes]);
        var lengths = new List<long>(order.Count);
        var names = new HashSet<string>(StringComparer.Ordinal) { SafetensorsLimits.MetadataKey };
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            WriteMetadata(json, metadata, file);
            var end = 0L;
            foreach (var source in order)
            {
                CheckText(source.Name, source.Name, file);
                lengths.Add(names.Add(source.Name) ? WriteTensor(json, source, ref end, file) : throw new SafetensorsException(
                    file, source.Name, SafetensorsRule.UniqueNames, $"the name is given twice or is {SafetensorsLimits.MetadataKey}"));
            }

            json.WriteEndObject();
        }

        return new SafetensorsPlan(order, lengths, Finish(buffer, file));
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string>? metadata, string file)
    {
        if (metadata is null || metadata.Count == 0)
        {
            return;
        }

        json.WriteStartObject(SafetensorsLimits.MetadataKey);
        foreach (var (key, text) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            CheckText(key, null, file);
            CheckText(text, null, file);
            json.WriteString(key, text);
        }

        json.WriteEndObject();
    }

    private static long WriteTensor(Utf8JsonWriter json, SafetensorsSource source, ref long end, string file)
    {
        var fault = SafetensorsEntry.TryMeasure(source.Dtype, source.Shape, out var length);
        if (fault is null && length > long.MaxValue - SafetensorsLimits.HeaderBytes - SafetensorsLimits.PrefixBytes - end)
        {
            fault = "with it the file would be longer than 63 bits can count";
        }

        if (fault is not null)
        {
            throw new SafetensorsException(file, source.Name, SafetensorsRule.Shape, fault);
        }

        json.WriteStartObject(source.Name);
        json.WriteString("dtype", source.Dtype.ToString());
        json.WriteStartArray("shape");
        foreach (var size in source.Shape)
        {
            json.WriteNumberValue(size);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(end);
        end += length;
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return length;
    }

    private static ReadOnlyMemory<byte> Finish(ArrayBufferWriter<byte> buffer, string file)
    {
        var padding = (SafetensorsLimits.Alignment - (buffer.WrittenCount % SafetensorsLimits.Alignment)) % SafetensorsLimits.Alignment;
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        var length = buffer.WrittenCount - SafetensorsLimits.PrefixBytes;
        if (length > SafetensorsLimits.HeaderBytes)
        {
            throw new SafetensorsException(file, null, SafetensorsRule.HeaderLength,
                $"its header would be {length} bytes long, legal are {SafetensorsLimits.HeaderBytes}; write fewer tensors or less metadata into one file");
        }

        var header = buffer.WrittenMemory.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)length);
        return header;
    }

    private static void CheckText(string text, string? tensor, string file)
    {
        try
        {
            Strict.GetByteCount(text);
        }
        catch (EncoderFallbackException fault)
        {
            throw new SafetensorsException(file, tensor, SafetensorsRule.HeaderJson, "a name or text is no legal Unicode (half of a surrogate pair)", fault);
        }
    }
}
