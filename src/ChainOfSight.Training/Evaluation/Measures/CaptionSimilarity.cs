namespace ChainOfSight.Training.Evaluation.Measures;

/// <summary>CIDEr-D against one reference per image, with the vectors of texts kept, since constants are tried on every image.</summary>
internal sealed class CaptionSimilarity
{
    private readonly CiderCorpus _corpus;
    private readonly Dictionary<string, CiderVector> _vectors = new(StringComparer.Ordinal);

    public CaptionSimilarity(IEnumerable<string> references) =>
        _corpus = new CiderCorpus([.. references.Select(text => (IReadOnlyList<IReadOnlyList<string>>)[CaptionTokens.Split(text)])]);

    public double Score(string expected, string answer) => CiderD.Score(Vector(answer), Vector(expected));

    private CiderVector Vector(string text)
    {
        if (!_vectors.TryGetValue(text, out var vector))
        {
            vector = CiderVector.Of(CaptionTokens.Split(text), _corpus);
            _vectors.Add(text, vector);
        }

        return vector;
    }
}
