namespace ChainOfSight.Models.Language;

/// <summary>The growing texts of a batch, each closed by its end id.</summary>
internal sealed class GeneratedTexts(int samples, GenerationOptions options, IReadOnlyList<int> endIds)
{
    private readonly List<int>[] texts = [.. Enumerable.Range(0, samples).Select(_ => new List<int>(options.MaxNewTokens))];
    private readonly bool[] ended = new bool[samples];

    /// <summary>Tokens chosen last, one per text; ended texts carry on with theirs, which nobody reads.</summary>
    public int[] Last { get; private set; } = [];

    /// <summary>Whether every text has met its end id.</summary>
    public bool AllEnded => !ended.Contains(false);

    /// <summary>The texts so far, without end ids.</summary>
    public IReadOnlyList<int[]> Results => [.. texts.Select(text => text.ToArray())];

    /// <summary>Adds one token to each text that has not ended.</summary>
    public void Add(int[] tokens)
    {
        Last = tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            ended[i] |= endIds.Contains(tokens[i]);
            if (!ended[i])
            {
                texts[i].Add(tokens[i]);
            }
        }
    }
}
