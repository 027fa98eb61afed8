using System.Text.Json.Serialization;
using ChainOfSight.Data.Samples;

namespace ChainOfSight.Data.Importing;

/// <summary>One line of a captions file: <c>{"file": "a.jpg", "caption": "A cat."}</c>, with turns, boxes and labels where there are some.</summary>
internal sealed record CaptionLine
{
    public string? File { get; init; }

    public string? Caption { get; init; }

    public IReadOnlyList<SampleTurn>? Turns { get; init; }

    public IReadOnlyList<LabelledBox>? Boxes { get; init; }

    public IReadOnlyList<string>? Labels { get; init; }
}

/// <summary>JSON of a captions file.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CaptionLine))]
internal sealed partial class CaptionJson : JsonSerializerContext;
