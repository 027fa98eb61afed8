using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Training.Elastic;

namespace ChainOfSight.Grains.Measuring;

/// <summary>Which member measures which held-out slots, and what all of them found together: the same bits for any number of members.</summary>
public static class MeasureShares
{
    /// <summary>Contiguous shares that differ by one slot at most; members without a slot are left out.</summary>
    /// <param name="members">The members, at least one.</param>
    /// <param name="slots">Slots of the measure, at least one.</param>
    public static IReadOnlyList<(Member Member, int First, int Slots)> Of(IReadOnlyList<Member> members, int slots)
    {
        ArgumentNullException.ThrowIfNull(members);
        return
        [
            .. members.Select((member, index) => (member, First: First(index), Slots: First(index + 1) - First(index))).Where(share => share.Slots > 0),
        ];

        int First(int index) => (int)((long)slots * index / members.Count);
    }

    /// <summary>Mean loss per loss token along the canonical tree; null where it is not finite or nothing carries loss.</summary>
    /// <param name="slots">Slots of the measure.</param>
    /// <param name="measured">Every slot once, in any order.</param>
    public static double? Mean(int slots, IEnumerable<HeldOutSum> measured) =>
        HeldOutTree.Mean(slots, measured.Select(slot => new HeldOutSlot(slot.Slot, slot.Sum, slot.Tokens))) is { } loss && double.IsFinite(loss) ? loss : null;
}
