using System.Text.Json;
using ChainOfSight.Storage;

namespace ChainOfSight.Clustering;

/// <summary>Grain state in a blob store: one JSON blob for each state of each grain, guarded by its ETag. Serves the embedded runtime and Orleans alike.</summary>
/// <remarks>
/// A write whose reply is lost is looked for and recognised by its id. Where it is not found the call fails, and the write may still land: the next
/// write then ends in <see cref="InconsistentStateException"/> and the new activation reads what landed.
/// </remarks>
public sealed class BlobGrainStorage : IGrainStorage
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly IBlobStore store;
    private readonly string serviceId;
    private readonly WriteIds ids;
    private readonly JsonSerializerOptions json;
    private readonly RecognisedWrite writes;

    /// <summary>Opens the states of a service; touches the store at the first call only.</summary>
    /// <param name="store">Where they live.</param>
    /// <param name="serviceId">Whose they are; several services may share one store.</param>
    /// <param name="ids">Names this process's writes; null for fresh ones.</param>
    /// <param name="json">How values become JSON; null for camel case, indented.</param>
    public BlobGrainStorage(IBlobStore store, string serviceId, WriteIds? ids = null, JsonSerializerOptions? json = null)
    {
        this.store = store;
        this.serviceId = serviceId;
        this.ids = ids ?? WriteIds.OfThisProcess();
        this.json = json ?? Readable;
        writes = new RecognisedWrite(store, ReadId);
    }

    /// <inheritdoc />
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc />
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var name = GrainStateBlobs.Name(serviceId, stateName, grainId);
        try
        {
            var (bytes, properties) = await store.ReadAsync(name, cancellationToken: cancellationToken);
            var record = JsonSerializer.Deserialize<GrainStateRecord<T>>(bytes, json) ?? throw new JsonException("it holds 'null'");
            grainState.State = record.State is null ? NewState<T>() : record.State;
            grainState.ETag = properties.ETag;
            grainState.RecordExists = true;
        }
        catch (BlobNotFoundException)
        {
            Forget(grainState);
        }
        catch (JsonException e)
        {
            throw new UserErrorException(
                $"'{name}' in {store.Description} does not hold a {typeof(T).Name} ({e.Message}). It was written by another version or damaged; "
                + "run the version that wrote it, or restore the blob.", e);
        }
    }

    /// <inheritdoc />
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc />
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var name = GrainStateBlobs.Name(serviceId, stateName, grainId);
        var condition = grainState.ETag is { } known ? BlobCondition.IfMatch(known) : BlobCondition.IfAbsent;
        var id = ids.Next();
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new GrainStateRecord<T>(id, grainId.ToString(), grainState.State), json);
        grainState.ETag = await writes.WriteAsync(name, bytes, id, condition, cancellationToken)
            ?? throw await InconsistentAsync("written", stateName, grainId, name, grainState.ETag, cancellationToken);
        grainState.RecordExists = true;
    }

    /// <inheritdoc />
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc />
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var name = GrainStateBlobs.Name(serviceId, stateName, grainId);
        try
        {
            var known = grainState.ETag ?? (await store.FindAsync(name, cancellationToken))?.ETag;
            if (known is not null && grainState.ETag is null)
            {
                throw Inconsistent("cleared", stateName, grainId, name, known, null);
            }

            if (known is not null)
            {
                await store.DeleteAsync(name, BlobCondition.IfMatch(known), cancellationToken);
            }
        }
        catch (BlobConditionFailedException)
        {
            // Where nothing is left, an earlier attempt whose reply was lost has cleared it, or someone else did: it is what was asked for.
            if (await store.FindAsync(name, cancellationToken) is { } found)
            {
                throw Inconsistent("cleared", stateName, grainId, name, found.ETag, grainState.ETag);
            }
        }

        Forget(grainState);
    }

    private static void Forget<T>(IGrainState<T> grainState)
    {
        grainState.State = NewState<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static T? NewState<T>() => typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is null ? default : Activator.CreateInstance<T>();

    private static string? ReadId(byte[] record)
    {
        using var document = JsonDocument.Parse(record);
        return document.RootElement.EnumerateObject().FirstOrDefault(property => property.Name.Equals("write", StringComparison.OrdinalIgnoreCase)) is { Value.ValueKind: JsonValueKind.String } id
            ? id.Value.GetString()
            : null;
    }

    private InconsistentStateException Inconsistent(string done, string stateName, GrainId grainId, string name, string? stored, string? known) => new(
        $"State '{stateName}' of {grainId} was not {done}: '{name}' in {store.Description} has version {stored ?? "none"}, this activation knows {known ?? "none"}. "
        + "Another activation wrote it; this one is replaced and reads again.",
        stored,
        known);

    private async Task<InconsistentStateException> InconsistentAsync(
        string done, string stateName, GrainId grainId, string name, string? known, CancellationToken cancellationToken) =>
        Inconsistent(done, stateName, grainId, name, (await store.FindAsync(name, cancellationToken))?.ETag, known);
}
