using ChainOfSight.Data.Slots;

namespace ChainOfSight.Data.Pipeline;

/// <summary>Which slots to make ready ahead: the next ones of one replica, step after step. A pure decision.</summary>
/// <param name="Range">The replica's slots.</param>
/// <param name="Ahead">How many slots.</param>
internal readonly record struct SlotPrefetch(SlotRange Range, int Ahead)
{
    /// <summary>The slots that follow one, nearest first.</summary>
    public IEnumerable<(long Step, int Slot)> After(long step, int slot)
    {
        for (var i = 0; i < Ahead && Range.Count > 0; i++)
        {
            (step, slot) = slot + 1 < Range.First + Range.Count && slot >= Range.First ? (step, slot + 1) : (step + 1, Range.First);
            yield return (step, slot);
        }
    }

    /// <summary>Whether a slot made ready is still worth keeping when another one is asked for: it is near enough before or after.</summary>
    public bool IsNear((long Step, int Slot) ready, (long Step, int Slot) asked) =>
        Math.Abs(Ordinal(ready) - Ordinal(asked)) <= 2L * Ahead;

    private long Ordinal((long Step, int Slot) slot) => (slot.Step * Math.Max(1, Range.Count)) + slot.Slot - Range.First;
}
