using System.Text.Json;
using System.Text.Json.Serialization;
using ChainOfSight.Models.Resampling;

namespace ChainOfSight.Training.Exporting;

/// <summary>The resampler's <c>config.json</c>: its layout and sizes, and which blocks of the tower it reads.</summary>
public sealed record ResamplerConfigFile
{
    /// <summary>Value of <see cref="ModelType"/>.</summary>
    public const string Kind = "chain_of_sight_resampler";

    internal static JsonSerializerOptions Options { get; } = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Says what the file is of: <see cref="Kind"/>.</summary>
    public string ModelType { get; init; } = Kind;

    /// <summary>Token layout.</summary>
    public required ResamplerLayout Layout { get; init; }

    /// <summary>Blocks of the tower whose outputs it reads, counted from 0, low to high.</summary>
    public required IReadOnlyList<int> TowerLevels { get; init; }

    /// <summary>Sizes.</summary>
    public required ResamplerOptions Sizes { get; init; }

    /// <summary>The file's text.</summary>
    public string Write() => JsonSerializer.Serialize(this, Options);

    /// <summary>Reads a file.</summary>
    /// <param name="json">Content.</param>
    /// <param name="source">File name for messages.</param>
    /// <exception cref="ExportException">It is no such file.</exception>
    public static ResamplerConfigFile Parse(string json, string source)
    {
        try
        {
            var config = JsonSerializer.Deserialize<ResamplerConfigFile>(json, Options) ?? throw new JsonException("it is null");
            return config.ModelType == Kind ? config : throw new JsonException($"model_type is {config.ModelType}, it must be {Kind}");
        }
        catch (JsonException fault)
        {
            throw new ExportException($"{source} is no resampler's configuration: {fault.Message} Export the checkpoint again.", fault);
        }
    }
}
