using System.Text.Json;
using System.Text.Json.Serialization;
using ChainOfSight.Data.Shards;
using ChainOfSight.Storage;

namespace ChainOfSight.Data.Quarantine;

/// <summary>Keeps a ledger in a store as a JSON list.</summary>
public static partial class QuarantineLedgerFile
{
    /// <summary>Reads a ledger; an empty one where there is none.</summary>
    /// <exception cref="ShardFormatException">The blob is no ledger.</exception>
    public static async Task<QuarantineLedger> LoadAsync(IBlobStore store, string name, CancellationToken cancellationToken = default)
    {
        var ledger = new QuarantineLedger();
        try
        {
            var (bytes, _) = await store.ReadAsync(name, cancellationToken: cancellationToken).ConfigureAwait(false);
            ledger.Commit(JsonSerializer.Deserialize(bytes, Json.Default.IReadOnlyListQuarantineEntry) ?? []);
        }
        catch (BlobNotFoundException)
        {
            // A run without bad samples has no ledger.
        }
        catch (JsonException e)
        {
            throw new ShardFormatException($"'{name}' in {store.Description}", $"it is no quarantine ledger: {e.Message}");
        }

        return ledger;
    }

    /// <summary>Writes a ledger over the one before.</summary>
    public static Task SaveAsync(IBlobStore store, string name, QuarantineLedger ledger, CancellationToken cancellationToken = default) =>
        store.WriteAsync(name, JsonSerializer.SerializeToUtf8Bytes([.. ledger.Entries], Json.Default.IReadOnlyListQuarantineEntry), cancellationToken: cancellationToken);

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, WriteIndented = true)]
    [JsonSerializable(typeof(IReadOnlyList<QuarantineEntry>))]
    private sealed partial class Json : JsonSerializerContext;
}
