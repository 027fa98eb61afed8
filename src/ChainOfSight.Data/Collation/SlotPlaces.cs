namespace ChainOfSight.Data.Collation;

/// <summary>What all collators do with places: part the filled from the empty, and name both in the batch.</summary>
internal static class SlotPlaces
{
    /// <summary>Parts the places.</summary>
    /// <param name="places">All places of the slot.</param>
    /// <param name="admit">Called once for each place with a sample, in order; returns why it has nothing for this stage, or null.</param>
    public static (List<SlotPlace> Kept, List<SlotPlace> Empty) Part(IReadOnlyList<SlotPlace> places, Func<SlotPlace, string?> admit)
    {
        var (kept, empty) = (new List<SlotPlace>(), new List<SlotPlace>());
        foreach (var place in places)
        {
            var reason = place.Sample is null ? place.EmptyReason : admit(place);
            (reason is null ? kept : empty).Add(reason is null ? place : place with { EmptyReason = reason });
        }

        return (kept, empty);
    }

    /// <summary>A batch that names its samples and its empty places, and holds nothing yet.</summary>
    public static SlotBatch Batch(List<SlotPlace> kept, List<SlotPlace> empty) => new()
    {
        Positions = [.. kept.Select(place => place.Position)],
        SampleIds = [.. kept.Select(place => place.Sample!.Id)],
        EmptyPlaces = [.. empty.Select(place => (place.Position, place.EmptyReason!))],
        Quarantined = [.. empty.Select(place => place.Quarantined).OfType<Quarantine.QuarantineEntry>()],
    };
}
