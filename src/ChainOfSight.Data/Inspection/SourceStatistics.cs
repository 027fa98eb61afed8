using ChainOfSight.Data.Ordering;
using ChainOfSight.Data.Samples;

namespace ChainOfSight.Data.Inspection;

/// <summary>Gathers what a source holds, record by record, in memory that grows with different answers, not with samples. For one thread.</summary>
public sealed class SourceStatistics
{
    private const int FrequentAnswers = 10;

    private readonly Dictionary<(SampleTask Task, string Kind), Dictionary<string, long>> _answers = [];
    private readonly Dictionary<string, long> _labels = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> _captionHashes = [];
    private readonly NumberRange.Gatherer _captionWords = new();
    private readonly NumberRange.Gatherer _imageBytes = new();
    private readonly NumberRange.Gatherer _turns = new();
    private readonly NumberRange.Gatherer _boxes = new();
    private readonly NumberRange.Gatherer _boxArea = new();
    private long _samples;
    private long _images;
    private long _captions;

    /// <summary>Counts a sample.</summary>
    /// <param name="record">Its record.</param>
    /// <param name="imageBytes">Length of its encoded image; null where it has none.</param>
    public void Add(SampleRecord record, long? imageBytes)
    {
        ArgumentNullException.ThrowIfNull(record);
        _samples++;
        _turns.Add(record.Turns.Count);
        _boxes.Add(record.Boxes.Count);
        if (imageBytes is { } bytes)
        {
            _images++;
            _imageBytes.Add(bytes);
        }

        if (record.Caption is { } caption)
        {
            _captions++;
            _captionWords.Add(caption.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
            _captionHashes.Add(KeyedHash.Combine(0, caption));
        }

        foreach (var box in record.Boxes)
        {
            _boxArea.Add((box.X1 - box.X0) * (box.Y1 - box.Y0));
        }

        foreach (var label in record.Labels)
        {
            _labels[label] = _labels.GetValueOrDefault(label) + 1;
        }

        foreach (var turn in record.Turns)
        {
            Count(turn);
        }
    }

    /// <summary>What was counted so far.</summary>
    public SourceSummary Summarise() => new()
    {
        Samples = _samples,
        Images = _images,
        Captions = _captions,
        DistinctCaptions = _captionHashes.Count,
        CaptionWords = _captionWords.Range,
        ImageBytes = _imageBytes.Range,
        Turns = _turns.Range,
        Boxes = _boxes.Range,
        BoxArea = _boxArea.Range,
        Kinds = [.. _answers.OrderBy(entry => entry.Key.Task).ThenBy(entry => entry.Key.Kind, StringComparer.Ordinal).Select(entry =>
            new KindSummary(entry.Key.Task, entry.Key.Kind, entry.Value.Values.Sum(), entry.Value.Count, [.. Frequent(entry.Value).Take(FrequentAnswers)]))],
        Labels = [.. Frequent(_labels)],
    };

    private static IEnumerable<KeyValuePair<string, long>> Frequent(Dictionary<string, long> counts) =>
        counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal);

    private void Count(SampleTurn turn)
    {
        var key = (turn.Task, turn.Kind ?? turn.Task.ToString());
        if (!_answers.TryGetValue(key, out var answers))
        {
            _answers[key] = answers = new Dictionary<string, long>(StringComparer.Ordinal);
        }

        answers[turn.Answer] = answers.GetValueOrDefault(turn.Answer) + 1;
    }
}
