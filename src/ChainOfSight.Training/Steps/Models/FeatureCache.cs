namespace ChainOfSight.Training.Steps.Models;

/// <summary>
/// Features of a frozen tower by image, least recently used ones dropped beyond a number of bytes. On the lane's thread only.
/// </summary>
/// <remarks>
/// What is cached must not depend on neighbours in a batch, or a resumed run would differ in bits: images are computed one by one.
/// </remarks>
/// <param name="capacity">Bytes that may be held.</param>
internal sealed class FeatureCache(long capacity) : IDisposable
{
    private readonly Dictionary<string, LinkedListNode<(string Id, Tensor[] Levels, long Bytes)>> byId = [];
    private readonly LinkedList<(string Id, Tensor[] Levels, long Bytes)> byUse = new();

    /// <summary>Bytes held now.</summary>
    public long Bytes { get; private set; }

    /// <summary>Features of one image, one tensor per level; computed where they are not held.</summary>
    /// <param name="id">Identity of the image.</param>
    /// <param name="compute">Computes them; their owner becomes the cache.</param>
    public IReadOnlyList<Tensor> Get(string id, Func<Tensor[]> compute)
    {
        if (byId.TryGetValue(id, out var known))
        {
            byUse.Remove(known);
            byUse.AddFirst(known);
            return known.Value.Levels;
        }

        var levels = compute();
        var bytes = levels.Sum(level => level.numel() * level.element_size());
        if (bytes > capacity)
        {
            return levels;
        }

        while (Bytes + bytes > capacity)
        {
            Drop(byUse.Last!);
        }

        foreach (var level in levels)
        {
            level.DetachFromDisposeScope();
        }

        byId[id] = byUse.AddFirst((id, levels, bytes));
        Bytes += bytes;
        return levels;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (byUse.Last is { } last)
        {
            Drop(last);
        }
    }

    private void Drop(LinkedListNode<(string Id, Tensor[] Levels, long Bytes)> node)
    {
        byUse.Remove(node);
        byId.Remove(node.Value.Id);
        Bytes -= node.Value.Bytes;
        foreach (var level in node.Value.Levels)
        {
            level.Dispose();
        }
    }
}
