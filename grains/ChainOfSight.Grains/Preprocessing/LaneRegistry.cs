using System.Collections.Concurrent;
using ChainOfSight.Grains.Contracts.Preprocessing;

namespace ChainOfSight.Grains.Preprocessing;

/// <summary>The lanes of this silo and what they got from their pipelines.</summary>
public sealed class LaneRegistry
{
    private readonly ConcurrentDictionary<string, Func<PipelineView>> lanes = [];

    /// <summary>The pipelines now.</summary>
    public IReadOnlyList<PipelineView> Views => [.. lanes.OrderBy(lane => lane.Key, StringComparer.Ordinal).Select(lane => lane.Value())];

    /// <summary>Enters a lane.</summary>
    public void Enter(string device, Func<PipelineView> view) => lanes[device] = view;

    /// <summary>Takes a lane out.</summary>
    public void Leave(string device) => lanes.TryRemove(device, out _);
}
