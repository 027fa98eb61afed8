namespace ChainOfSight.Tests.Cluster.StandIn;

/// <summary>
/// Arithmetic in place of tensors. A slot's gradient depends on the state, so that a diverged replica shows; merging depends on order and
/// neighbours, so that a slot that is lost, repeated or merged elsewhere shows.
/// </summary>
public static class StandInMath
{
    public const ulong Seed = 0x9E3779B97F4A7C15;

    public static ulong Leaf(ulong state, int stage, long step, int slot) => Mix(Mix(state, (ulong)stage), Mix((ulong)step, (ulong)slot));

    public static ulong Merge(ulong left, ulong right) => Mix(left, right);

    public static ulong Apply(ulong state, ulong root) => Mix(state ^ 0xA5A5, root);

    public static ulong Transform(ulong state, int stage) => Mix(state, 0x7000 + (ulong)stage);

    public static ulong Root(ulong state, int stage, long step, int slots) => Tree(0, slots, slot => Leaf(state, stage, step, slot));

    /// <summary>The canonical tree over leaves.</summary>
    public static ulong Tree(int start, int end, Func<int, ulong> leaf)
    {
        if (end - start == 1)
        {
            return leaf(start);
        }

        var (left, right) = new Training.Scheduling.SlotNode(start, end).Split();
        return Merge(Tree(left.Start, left.End, leaf), Tree(right.Start, right.End, leaf));
    }

    private static ulong Mix(ulong a, ulong b)
    {
        var x = (a * 0xBF58476D1CE4E5B9) + (b ^ (b >> 31)) + 0x94D049BB133111EB;
        x ^= x >> 29;
        x *= 0xD6E8FEB86659FD93;
        return x ^ (x >> 32);
    }
}
