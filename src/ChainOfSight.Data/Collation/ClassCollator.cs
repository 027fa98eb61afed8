namespace ChainOfSight.Data.Collation;

/// <summary>Batches of images with multi-hot targets for the training of a tower.</summary>
/// <param name="classes">Class names in the order of the targets; labels that are none of them are left out.</param>
/// <param name="pixels">Size and normalisation of images.</param>
/// <param name="zoom">Views at twice the scale, for which images come at twice the side; null: the whole image always.</param>
public sealed class ClassCollator(IReadOnlyList<string> classes, PixelTensor pixels, ZoomedView? zoom = null) : ISlotCollator
{
    private readonly Dictionary<string, int> indexes = classes.Select((name, index) => (name, index)).ToDictionary(StringComparer.Ordinal);

    /// <inheritdoc />
    public bool NeedsImages => true;

    /// <inheritdoc />
    public SlotBatch Collate(IReadOnlyList<SlotPlace> places)
    {
        var (kept, empty) = SlotPlaces.Part(places, place => place.Sample!.Image is null ? "the sample has no image" : null);
        var corners = kept.Select(place => zoom?.Corner(place.Position)).ToArray();
        var boxes = kept.Select((place, i) => ZoomedView.Move(place.Sample!.Record.Boxes, corners[i])).ToArray();
        var targets = new float[kept.Count * classes.Count];
        for (var i = 0; i < kept.Count; i++)
        {
            // A part of an image shows what has a box in it.
            var labels = corners[i] is null ? kept[i].Sample!.Record.Labels : boxes[i].Select(box => box.Label);
            foreach (var label in labels)
            {
                if (indexes.TryGetValue(label, out var index))
                {
                    targets[(i * classes.Count) + index] = 1;
                }
            }
        }

        return SlotPlaces.Batch(kept, empty) with
        {
            Pixels = pixels.Fill([.. kept.Select((place, i) => zoom is null ? place.Sample!.Image : ZoomedView.Show(place.Sample!.Image!, pixels.Side, corners[i]))]),
            ImageSide = pixels.Side,
            ClassTargets = targets,
            Boxes = boxes,
        };
    }
}
