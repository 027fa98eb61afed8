namespace ChainOfSight.Data.Collation;

/// <summary>Batches of images with multi-hot targets for the training of a tower.</summary>
/// <param name="classes">Class names in the order of the targets; labels that are none of them are left out.</param>
/// <param name="pixels">Size and normalisation of images.</param>
public sealed class ClassCollator(IReadOnlyList<string> classes, PixelTensor pixels) : ISlotCollator
{
    private readonly Dictionary<string, int> indexes = classes.Select((name, index) => (name, index)).ToDictionary(StringComparer.Ordinal);

    /// <inheritdoc />
    public bool NeedsImages => true;

    /// <inheritdoc />
    public SlotBatch Collate(IReadOnlyList<SlotPlace> places)
    {
        var (kept, empty) = SlotPlaces.Part(places, place => place.Sample!.Image is null ? "the sample has no image" : null);
        var targets = new float[kept.Count * classes.Count];
        for (var i = 0; i < kept.Count; i++)
        {
            foreach (var label in kept[i].Sample!.Record.Labels)
            {
                if (indexes.TryGetValue(label, out var index))
                {
                    targets[(i * classes.Count) + index] = 1;
                }
            }
        }

        return SlotPlaces.Batch(kept, empty) with
        {
            Pixels = pixels.Fill([.. kept.Select(place => place.Sample!.Image)]),
            ImageSide = pixels.Side,
            ClassTargets = targets,
            Boxes = [.. kept.Select(place => place.Sample!.Record.Boxes)],
        };
    }
}
