using System.Text.Json;

namespace ChainOfSight.Models.Weights;

/// <summary>Reads keys of a Hugging Face <c>config.json</c> and collects every fault instead of stopping at the first.</summary>
internal sealed class HuggingFaceConfig
{
    private readonly JsonElement root;
    private readonly ConfigFaults faults;

    private HuggingFaceConfig(JsonElement root, ConfigFaults faults)
    {
        this.root = root;
        this.faults = faults;
    }

    /// <summary>What was found wrong so far.</summary>
    public ConfigFaults Faults => faults;

    /// <summary>Parses the text of a configuration.</summary>
    /// <param name="json">Content of <c>config.json</c>.</param>
    /// <param name="source">File name for messages.</param>
    /// <param name="nested">Key of the part to read where the file describes several models and has it.</param>
    public static HuggingFaceConfig Parse(string json, string source, string? nested = null)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var element = document.RootElement;
            if (element.ValueKind != JsonValueKind.Object)
            {
                throw new ModelConfigException(source, ["must be a JSON object"]);
            }

            if (nested is not null && element.TryGetProperty(nested, out var part) && part.ValueKind == JsonValueKind.Object)
            {
                element = part;
            }

            return new(element.Clone(), new(source));
        }
        catch (JsonException e)
        {
            throw new ModelConfigException(source, [$"is no valid JSON: {e.Message}"]);
        }
    }

    /// <summary>A whole number that must be there, or the default where one is given.</summary>
    public int Int(string key, int? otherwise = null) => (int)Number(key, otherwise, e => e.TryGetInt32(out var v) ? v : null, "a whole number");

    /// <summary>A number that must be there, or the default where one is given.</summary>
    public double Double(string key, double? otherwise = null) => Number(key, otherwise, e => e.TryGetDouble(out var v) ? v : null, "a number");

    /// <summary>A flag; the default where it is absent.</summary>
    public bool Flag(string key, bool otherwise) => Find(key) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        var other => Wrong(key, other, "true or false", otherwise),
    };

    /// <summary>A text; null where it is absent.</summary>
    public string? Text(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        var other => Wrong<string?>(key, other, "a string", null),
    };

    /// <summary>One id or a list of ids; empty where absent.</summary>
    public int[] Ids(string key)
    {
        var element = Find(key);
        if (element is not { } found)
        {
            return [];
        }

        var items = found.ValueKind == JsonValueKind.Array ? found.EnumerateArray().ToArray() : [found];
        return items.All(e => e.ValueKind == JsonValueKind.Number && e.TryGetInt32(out _))
            ? [.. items.Select(e => e.GetInt32())]
            : Wrong<int[]>(key, found, "a token id or a list of them", []);
    }

    /// <summary>The element of a key; null where it is absent or JSON null.</summary>
    public JsonElement? Find(string key) =>
        root.TryGetProperty(key, out var element) && element.ValueKind != JsonValueKind.Null ? element : null;

    private double Number(string key, double? otherwise, Func<JsonElement, double?> read, string kind)
    {
        if (Find(key) is not { } element)
        {
            if (otherwise is null)
            {
                faults.Add($"{key} is missing: must be {kind}");
            }

            return otherwise ?? 1;
        }

        return (element.ValueKind == JsonValueKind.Number ? read(element) : null) ?? Wrong(key, element, kind, otherwise ?? 1);
    }

    private T Wrong<T>(string key, JsonElement? element, string kind, T result)
    {
        faults.Add($"{key} {element?.GetRawText()}: must be {kind}");
        return result;
    }
}
