using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Tokenizing;

namespace ChainOfSight.Data.Collation;

/// <summary>
/// Batches of plain text for a language stage. The texts of a slot, each with its end token, are packed in order into sequences: a text goes into the
/// sequence before it while it fits, and one that is longer than a sequence is split. Nothing is padded and nothing is thrown away.
/// </summary>
/// <param name="tokenizer">Text to ids.</param>
/// <param name="sequenceTokens">Longest sequence, in tokens, at least 2.</param>
public sealed class TextCollator(ITokenizer tokenizer, int sequenceTokens) : ISlotCollator
{
    /// <inheritdoc />
    public bool NeedsImages => false;

    /// <inheritdoc />
    public SlotBatch Collate(IReadOnlyList<SlotPlace> places)
    {
        var texts = new List<int[]>();
        var end = tokenizer.EosId is { } eos ? [eos] : tokenizer.EncodeContinuation("\n");
        var (kept, empty) = SlotPlaces.Part(places, place =>
        {
            var record = place.Sample!.Record;
            var text = TextOf(record);
            if (text.Length == 0)
            {
                return "the sample has no text";
            }

            texts.Add([.. tokenizer.Encode(text), .. end]);
            return null;
        });
        var lengths = Pack([.. texts.Select(text => text.Length)], sequenceTokens);
        return SlotPlaces.Batch(kept, empty) with
        {
            TokenIds = [.. texts.SelectMany(text => text)],
            Labels = Labels(texts, lengths),
            Lengths = lengths,
            ImagePositions = [.. lengths.Select(_ => -1)],
        };
    }

    /// <summary>Caption and questions of a sample as one text, in the words of the plain template: what is asked about an image later is first asked about its description.</summary>
    internal static string TextOf(SampleRecord record) => string.Join('\n',
        (record.Caption is { } caption ? [caption] : Array.Empty<string>())
            .Concat(record.Turns.Select(turn => turn.Prompt.Length == 0 ? turn.Answer : $"Q: {turn.Prompt} A: {turn.Answer}")));

    /// <summary>Lengths of the sequences into which texts of these lengths go.</summary>
    internal static int[] Pack(IReadOnlyList<int> texts, int sequenceTokens)
    {
        var sequences = new List<int>();
        foreach (var text in texts)
        {
            if (sequences.Count > 0 && sequences[^1] + text <= sequenceTokens)
            {
                sequences[^1] += text;
                continue;
            }

            for (var rest = text; rest > 0; rest -= sequenceTokens)
            {
                sequences.Add(Math.Min(rest, sequenceTokens));
            }
        }

        return [.. sequences];
    }

    private int[] Labels(List<int[]> texts, int[] lengths)
    {
        // A beginning token is given, never predicted.
        int[] labels = [.. texts.SelectMany(text => text[0] == tokenizer.BosId ? [SlotBatch.IgnoredLabel, .. text[1..]] : text)];
        for (var (start, i) = (0, 0); i < lengths.Length; start += lengths[i++])
        {
            // Nothing of the sequence stands before its first token.
            labels[start] = SlotBatch.IgnoredLabel;
        }

        return labels;
    }
}
