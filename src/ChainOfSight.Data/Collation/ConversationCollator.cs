using ChainOfSight.Data.Prompts;

namespace ChainOfSight.Data.Collation;

/// <summary>Batches of images with conversations, laid end to end without padding.</summary>
/// <param name="prompts">Conversations to tokens.</param>
/// <param name="turns">Which turns are asked.</param>
/// <param name="pixels">Size and normalisation of images; null leaves images out.</param>
public sealed class ConversationCollator(PromptEncoder prompts, TurnSelection turns, PixelTensor? pixels) : ISlotCollator
{
    /// <inheritdoc />
    public bool NeedsImages => pixels is not null;

    /// <inheritdoc />
    public SlotBatch Collate(IReadOnlyList<SlotPlace> places)
    {
        var texts = new List<EncodedText>();
        var (kept, empty) = SlotPlaces.Part(places, place =>
        {
            var asked = turns.Select(place.Sample!.Record, place.Position);
            if (asked.Count == 0)
            {
                return "the sample has no turn of the stage's tasks";
            }

            texts.Add(prompts.Encode(asked, place.Sample.Image is not null));
            return null;
        });
        return SlotPlaces.Batch(kept, empty) with
        {
            Pixels = pixels?.Fill([.. kept.Select(place => place.Sample!.Image)]) ?? [],
            ImageSide = pixels?.Side ?? 0,
            TokenIds = [.. texts.SelectMany(text => text.Ids)],
            Labels = [.. texts.SelectMany(text => text.Labels)],
            Lengths = [.. texts.Select(text => text.Ids.Length)],
            Turns = [.. texts.SelectMany(text => text.Turns)],
            ImagePositions = [.. texts.Select(text => text.ImagePosition)],
        };
    }
}
