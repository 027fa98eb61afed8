using System.Text.Json;
using System.Text.Unicode;

namespace ChainOfSight.Tensors.Safetensors;

/// <summary>Reads the JSON of a header token by token: nothing is built that the rules do not allow.</summary>
internal ref struct SafetensorsJson
{
    private readonly string _file;
    private readonly List<long> _numbers = [];
    private Utf8JsonReader _reader;

    private SafetensorsJson(ReadOnlySpan<byte> json, string file)
    {
        _file = file;
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = SafetensorsLimits.JsonDepth });
    }

    /// <summary>Reads all tensors, in the order of the header, and the metadata.</summary>
    public static (List<SafetensorsRawTensor> Tensors, Dictionary<string, string> Metadata) Read(ReadOnlySpan<byte> json, string file)
    {
        if (json[0] != (byte)'{' || !Utf8.IsValid(json))
        {
            throw new SafetensorsException(file, null, SafetensorsRule.HeaderJson,
                "its header is no JSON object in UTF-8 starting with '{'; it is damaged or in another format");
        }

        try
        {
            return new SafetensorsJson(json, file).ReadAll();
        }
        catch (JsonException fault)
        {
            throw new SafetensorsException(file, null, SafetensorsRule.HeaderJson, $"its header is not legal JSON: {fault.Message}", fault);
        }
    }

    private (List<SafetensorsRawTensor> Tensors, Dictionary<string, string> Metadata) ReadAll()
    {
        var tensors = new List<SafetensorsRawTensor>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        Dictionary<string, string>? metadata = null;
        _reader.Read();
        while (NextKey() is { } name)
        {
            if (!names.Add(name))
            {
                throw new SafetensorsException(_file, name, SafetensorsRule.UniqueNames, "the header names it twice; names must be unique");
            }

            if (name == SafetensorsLimits.MetadataKey)
            {
                metadata = ReadMetadata();
            }
            else
            {
                tensors.Add(ReadTensor(name));
            }
        }

        // Only white space may follow the object; anything else is a JsonException.
        _reader.Read();
        return (tensors, metadata ?? []);
    }

    private Dictionary<string, string> ReadMetadata()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        Expect(JsonTokenType.StartObject, SafetensorsLimits.MetadataKey, SafetensorsRule.Metadata, "must be an object of strings");
        while (NextKey() is { } key)
        {
            Expect(JsonTokenType.String, SafetensorsLimits.MetadataKey, SafetensorsRule.Metadata, $"'{SafetensorsException.Shorten(key)}' must be a string");
            if (!texts.TryAdd(key, Text()))
            {
                throw new SafetensorsException(_file, SafetensorsLimits.MetadataKey, SafetensorsRule.UniqueNames, $"the key '{SafetensorsException.Shorten(key)}' stands twice");
            }
        }

        return texts;
    }

    private SafetensorsRawTensor ReadTensor(string name)
    {
        SafetensorsDtype? dtype = null;
        long[]? shape = null;
        long[]? offsets = null;
        Expect(JsonTokenType.StartObject, name, SafetensorsRule.TensorFields, "its description must be an object");
        while (NextKey() is { } field)
        {
            switch (field)
            {
                case "dtype" when dtype is null:
                    dtype = ReadDtype(name);
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers(name, field, SafetensorsRule.Shape);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(name, field, SafetensorsRule.Offsets);
                    break;
                default:
                    throw Broken(name, $"the field '{SafetensorsException.Shorten(field)}' is unknown or stands twice; legal are dtype, shape and data_offsets, each once");
            }
        }

        if (dtype is null || shape is null || offsets is null)
        {
            throw Broken(name, $"the field {(dtype is null ? "dtype" : shape is null ? "shape" : "data_offsets")} is missing");
        }

        return offsets.Length == 2
            ? new SafetensorsRawTensor(name, dtype.Value, shape, offsets[0], offsets[1])
            : throw new SafetensorsException(_file, name, SafetensorsRule.Offsets, $"data_offsets has {offsets.Length} numbers, it must have two: begin and end");
    }

    private SafetensorsDtype ReadDtype(string name)
    {
        Expect(JsonTokenType.String, name, SafetensorsRule.TensorFields, "dtype must be a string");
        var text = Text();
        return SafetensorsDtypes.TryParse(text, out var dtype) ? dtype : throw new SafetensorsException(_file, name, SafetensorsRule.Dtype,
            $"the dtype '{SafetensorsException.Shorten(text)}' is unknown, legal are {SafetensorsDtypes.AllNames}");
    }

    private long[] ReadNumbers(string name, string field, SafetensorsRule rule)
    {
        _numbers.Clear();
        Expect(JsonTokenType.StartArray, name, SafetensorsRule.TensorFields, $"{field} must be an array of integers");
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            if (_reader.TokenType != JsonTokenType.Number || !_reader.TryGetInt64(out var number) || number < 0)
            {
                throw new SafetensorsException(_file, name, rule, $"{field} holds something else than an integer from 0 to {long.MaxValue}");
            }

            _numbers.Add(number);
        }

        return [.. _numbers];
    }

    private string? NextKey() => _reader.Read() && _reader.TokenType == JsonTokenType.PropertyName ? Text() : null;

    private readonly string Text()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException fault)
        {
            throw new SafetensorsException(_file, null, SafetensorsRule.HeaderJson, "its header holds text that is no legal Unicode (half of a surrogate pair)", fault);
        }
    }

    private void Expect(JsonTokenType token, string tensor, SafetensorsRule rule, string must)
    {
        if (!_reader.Read() || _reader.TokenType != token)
        {
            throw new SafetensorsException(_file, tensor, rule, must);
        }
    }

    private readonly SafetensorsException Broken(string tensor, string detail) => new(_file, tensor, SafetensorsRule.TensorFields, detail);
}
