using ChainOfSight.Training.Scheduling;

namespace ChainOfSight.Training.Elastic;

/// <summary>Adds up what members measured along the canonical tree: the same bits whoever measured which slot.</summary>
public static class HeldOutTree
{
    /// <summary>Slots of a measure.</summary>
    /// <param name="samples">Samples that are asked for.</param>
    /// <param name="samplesPerSlot">Samples of a slot.</param>
    public static int Slots(int samples, int samplesPerSlot) => (samples + samplesPerSlot - 1) / samplesPerSlot;

    /// <summary>Mean loss per loss token.</summary>
    /// <param name="slots">Slots of the measure.</param>
    /// <param name="measured">Every slot once, in any order.</param>
    /// <returns>The mean; null where nothing carries loss.</returns>
    /// <exception cref="InvalidOperationException">A slot is missing or there twice.</exception>
    public static double? Mean(int slots, IEnumerable<HeldOutSlot> measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        var tree = new TreeReduction<HeldOutSlot>(slots, static (left, right) => new HeldOutSlot(left.Slot, left.Sum + right.Sum, left.Tokens + right.Tokens));
        foreach (var slot in measured)
        {
            tree.Add(slot.Slot, slot.Tokens == 0 ? null : slot);
        }

        return tree.Root is { } root ? root.Sum / root.Tokens : null;
    }
}
