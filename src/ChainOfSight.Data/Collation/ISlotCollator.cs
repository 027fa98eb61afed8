namespace ChainOfSight.Data.Collation;

/// <summary>Makes the batch of a slot from its places, in their order. A pure function; safe for many threads.</summary>
public interface ISlotCollator
{
    /// <summary>Whether images are needed at all.</summary>
    bool NeedsImages { get; }

    /// <summary>Makes the batch. Places that are empty, or turn out to have nothing for this stage, are left out and named.</summary>
    SlotBatch Collate(IReadOnlyList<SlotPlace> places);
}
