namespace ChainOfSight.Data.Shards;

/// <summary>Keeps the indexes that were used last; each is loaded once however many ask for it at the same time.</summary>
/// <param name="load">Loads the index of a shard.</param>
/// <param name="capacity">Indexes kept: two windows of the order, so that prefetching over a border loads none twice.</param>
internal sealed class ShardIndexCache(Func<int, CancellationToken, Task<ShardIndex>> load, int capacity = 64)
{
    private readonly Dictionary<int, LinkedListNode<(int Shard, Task<ShardIndex> Index)>> byShard = [];
    private readonly LinkedList<(int Shard, Task<ShardIndex> Index)> byUse = new();
    private readonly Lock gate = new();

    public Task<ShardIndex> GetAsync(int shard, CancellationToken cancellationToken)
    {
        Task<ShardIndex> index;
        lock (gate)
        {
            if (byShard.TryGetValue(shard, out var node) && !node.Value.Index.IsFaulted && !node.Value.Index.IsCanceled)
            {
                byUse.Remove(node);
                byUse.AddFirst(node);
                index = node.Value.Index;
            }
            else
            {
                if (node is not null)
                {
                    byUse.Remove(node);
                }

                // The load serves all who wait: one caller's cancellation must not end it.
                index = Task.Run(() => load(shard, CancellationToken.None), CancellationToken.None);
                byShard[shard] = byUse.AddFirst((shard, index));
                Trim();
            }
        }

        return index.WaitAsync(cancellationToken);
    }

    private void Trim()
    {
        while (byUse.Count > capacity && byUse.Last is { } last)
        {
            byUse.RemoveLast();
            byShard.Remove(last.Value.Shard);
        }
    }
}
