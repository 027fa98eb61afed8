using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChainOfSight.Clustering;

/// <summary>The table's records as JSON that a person can read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MembershipDocument))]
[JsonSerializable(typeof(SignOfLife))]
internal sealed partial class MembershipJson : JsonSerializerContext
{
    /// <summary>Reads a table.</summary>
    /// <exception cref="JsonException">It is not one.</exception>
    public static MembershipDocument Read(byte[] bytes) =>
        JsonSerializer.Deserialize(bytes, Default.MembershipDocument) ?? throw new JsonException("The membership table holds 'null'.");
}
