namespace ChainOfSight.Training.Evaluation;

/// <summary>
/// Document frequencies of n-grams over the references of an evaluation set, one document per image:
/// the weights that <see cref="CiderD"/> gives to words. Not for use by several threads at once.
/// </summary>
public sealed class CiderCorpus
{
    /// <summary>Longest n-gram counted.</summary>
    public const int LongestGram = 4;

    private readonly Dictionary<string, int> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly double _logSize;

    /// <summary>Counts every n-gram, n = 1 … 4, once per image in whose references it occurs.</summary>
    /// <param name="references">References per image, each already split into words, <c>[images][references][words]</c>.</param>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public CiderCorpus(IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> references)
    {
        ArgumentNullException.ThrowIfNull(references);
        if (references.Count == 0)
        {
            throw new ArgumentException("The corpus has no image; CIDEr-D needs the references of at least one.", nameof(references));
        }

        foreach (var gram in references.SelectMany(Grams))
        {
            _documents[gram] = _documents.GetValueOrDefault(gram) + 1;
        }

        _logSize = Math.Log(references.Count);
    }

    /// <summary>Inverse document frequency: ln(images) − ln(max(1, images whose references hold the n-gram)).</summary>
    internal double Weight(string gram) => _logSize - Math.Log(Math.Max(1, _documents.GetValueOrDefault(gram)));

    /// <summary>A number of its own for each n-gram ever asked for.</summary>
    internal int Number(string gram)
    {
        if (!_numbers.TryGetValue(gram, out var number))
        {
            number = _numbers.Count;
            _numbers.Add(gram, number);
        }

        return number;
    }

    private static IEnumerable<string> Grams(IReadOnlyList<IReadOnlyList<string>> image) =>
        image.SelectMany(words => Enumerable.Range(1, LongestGram).SelectMany(n => CiderVector.Grams(words, n))).Distinct(StringComparer.Ordinal);
}
