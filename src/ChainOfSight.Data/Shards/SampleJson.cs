using System.Text.Json.Serialization;
using ChainOfSight.Data.Samples;

namespace ChainOfSight.Data.Shards;

/// <summary>JSON of records and manifests: camel case, nulls left out, an unknown member is ignored so that newer sources can be read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = false)]
[JsonSerializable(typeof(SampleRecord))]
[JsonSerializable(typeof(SourceManifest))]
internal sealed partial class SampleJson : JsonSerializerContext;
