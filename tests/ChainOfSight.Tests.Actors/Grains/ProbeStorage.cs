using System.Collections.Concurrent;
using System.Text.Json;

namespace ChainOfSight.Tests.Actors.Grains;

/// <summary>Grain state in memory, by copies, with ETags.</summary>
public sealed class ProbeStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<string, (object? State, int Version)> _records = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_records.TryGetValue(Key(stateName, grainId), out var record))
        {
            (grainState.State, grainState.ETag, grainState.RecordExists) = (Copy((T)record.State!), $"{record.Version}", true);
        }
        else
        {
            (grainState.ETag, grainState.RecordExists) = (null, false);
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_records)
        {
            var stored = _records.TryGetValue(Key(stateName, grainId), out var record) ? $"{record.Version}" : null;
            if (stored != grainState.ETag)
            {
                throw new InconsistentStateException("The record has changed.", stored, grainState.ETag);
            }

            _records[Key(stateName, grainId)] = (Copy(grainState.State), record.Version + 1);
            (grainState.ETag, grainState.RecordExists) = ($"{record.Version + 1}", true);
        }

        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _records.TryRemove(Key(stateName, grainId), out _);
        (grainState.ETag, grainState.RecordExists, grainState.State) = (null, false, default);
        return Task.CompletedTask;
    }

    /// <summary>What another writer would do.</summary>
    public void Overwrite<T>(string stateName, GrainId grainId, T state)
    {
        lock (_records)
        {
            _records.TryGetValue(Key(stateName, grainId), out var record);
            _records[Key(stateName, grainId)] = (state, record.Version + 1);
        }
    }

    private static string Key(string stateName, GrainId grainId) => $"{stateName} {grainId}";

    private static T? Copy<T>(T? state) => state is null ? state : JsonSerializer.Deserialize<T>(JsonSerializer.SerializeToUtf8Bytes(state));
}
