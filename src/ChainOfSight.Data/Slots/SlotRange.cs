namespace ChainOfSight.Data.Slots;

/// <summary>Consecutive slots of a step that one replica computes.</summary>
/// <param name="First">First slot.</param>
/// <param name="Count">How many; 0 for a replica without work in this step.</param>
public readonly record struct SlotRange(int First, int Count)
{
    /// <summary>The share of one of several equal replicas: consecutive, in replica order, sizes differ by one at most.</summary>
    /// <param name="slots">Slots per step.</param>
    /// <param name="replica">0 to <paramref name="replicas"/> − 1.</param>
    /// <param name="replicas">How many replicas there are; more than slots leaves some without work.</param>
    public static SlotRange Of(int slots, int replica, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(slots);
        ArgumentOutOfRangeException.ThrowIfNegative(replica);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(replica, replicas);
        var first = (int)((long)slots * replica / replicas);
        return new SlotRange(first, (int)((long)slots * (replica + 1) / replicas) - first);
    }
}
