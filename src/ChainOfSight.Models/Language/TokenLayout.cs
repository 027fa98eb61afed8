namespace ChainOfSight.Models.Language;

/// <summary>
/// Where each token of a batch stands when the samples' tokens are laid end to end without padding, visual tokens inserted where the
/// image is. Built once per batch, without tensors; linear layers see <see cref="Total"/> rows, only attention sees samples.
/// </summary>
public sealed record TokenLayout
{
    /// <summary>Tokens of each sample, visual ones included, <c>[samples]</c>.</summary>
    public required int[] Lengths { get; init; }

    /// <summary>First row of each sample, and the total at the end, <c>[samples + 1]</c>.</summary>
    public required int[] Offsets { get; init; }

    /// <summary>Position of each row within its sample, from 0, <c>[total]</c>.</summary>
    public required long[] Positions { get; init; }

    /// <summary>
    /// For each row its source among the rows of (text tokens of all samples, then visual tokens of all images), <c>[total]</c>.
    /// </summary>
    public required long[] Sources { get; init; }

    /// <summary>Row of each text token, in the order of the texts, <c>[text tokens]</c>.</summary>
    public required int[] TextRows { get; init; }

    /// <summary>
    /// Turn of each row, <c>[total]</c>: 0 for rows that all turns of the sample see, else the number of a turn, which sees those and itself. Empty: rows see all
    /// rows of their sample before them.
    /// </summary>
    public int[] Turns { get; init; } = [];

    /// <summary>Samples with an image, in order; their count is the number of images.</summary>
    public required int[] ImageSamples { get; init; }

    /// <summary>Visual tokens of each image.</summary>
    public required int VisualTokens { get; init; }

    /// <summary>Samples of the batch.</summary>
    public int Samples => Lengths.Length;

    /// <summary>Rows of the batch.</summary>
    public int Total => Offsets[^1];

    /// <summary>Tokens of the longest sample.</summary>
    public int Longest => Lengths.Max();

    /// <summary>True where all samples are equally long, so that attention needs no padded copy.</summary>
    public bool IsUniform => Lengths.AsSpan().IndexOfAnyExcept(Lengths[0]) < 0;

    /// <summary>Lays out text alone.</summary>
    /// <param name="lengths">Text tokens of each sample.</param>
    public static TokenLayout OfText(IReadOnlyList<int> lengths)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        return Build(lengths, [.. Enumerable.Repeat(-1, lengths.Count)], 0);
    }

    /// <summary>Lays out text with images.</summary>
    /// <param name="lengths">Text tokens of each sample, each at least 0.</param>
    /// <param name="imagePositions">For each sample the index within its text before which its visual tokens stand; −1: no image.</param>
    /// <param name="visualTokens">Visual tokens of each image.</param>
    /// <param name="turns">
    /// One per text token: 0 for what all turns see, which stands first, else the number of a turn that is read apart from the others; positions of each
    /// turn go on after what all see. Null or empty: no turns.
    /// </param>
    /// <exception cref="ArgumentException">No samples, an empty sample, a position outside its text, or not one turn per token.</exception>
    public static TokenLayout Build(IReadOnlyList<int> lengths, IReadOnlyList<int> imagePositions, int visualTokens, IReadOnlyList<int>? turns = null)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        ArgumentNullException.ThrowIfNull(imagePositions);
        Check(lengths, imagePositions, visualTokens);
        var images = Enumerable.Range(0, lengths.Count).Where(i => imagePositions[i] >= 0).ToArray();
        var all = lengths.Select((length, i) => length + (imagePositions[i] >= 0 ? visualTokens : 0)).ToArray();
        var offsets = new int[all.Length + 1];
        for (var i = 0; i < all.Length; i++)
        {
            offsets[i + 1] = checked(offsets[i] + all[i]);
        }

        var layout = new TokenLayout
        {
            Lengths = all,
            Offsets = offsets,
            Positions = new long[offsets[^1]],
            Sources = new long[offsets[^1]],
            TextRows = new int[lengths.Sum()],
            Turns = turns is { Count: > 0 } ? new int[offsets[^1]] : [],
            ImageSamples = images,
            VisualTokens = visualTokens,
        };
        layout.Fill(imagePositions);
        if (turns is { Count: > 0 })
        {
            layout.Part(turns);
        }

        return layout;
    }

    private void Fill(IReadOnlyList<int> imagePositions)
    {
        var text = 0;
        var visual = TextRows.Length;
        for (var sample = 0; sample < Samples; sample++)
        {
            var start = imagePositions[sample];
            for (var position = 0; position < Lengths[sample]; position++)
            {
                var row = Offsets[sample] + position;
                Positions[row] = position;
                if (start >= 0 && position >= start && position < start + VisualTokens)
                {
                    Sources[row] = visual++;
                }
                else
                {
                    TextRows[text] = row;
                    Sources[row] = text++;
                }
            }
        }
    }

    // Each turn continues what all turns see, as if it were the only one.
    private void Part(IReadOnlyList<int> turns)
    {
        if (turns.Count != TextRows.Length)
        {
            throw new ArgumentException($"{turns.Count} turns for {TextRows.Length} text tokens: there must be one for each.", nameof(turns));
        }

        for (var i = 0; i < turns.Count; i++)
        {
            Turns[TextRows[i]] = turns[i];
        }

        for (var sample = 0; sample < Samples; sample++)
        {
            var shared = Turns.AsSpan(Offsets[sample], Lengths[sample]).Count(0);
            for (var row = Offsets[sample] + 1; row < Offsets[sample + 1]; row++)
            {
                if (Turns[row] != 0)
                {
                    Positions[row] = Turns[row] == Turns[row - 1] ? Positions[row - 1] + 1 : shared;
                }
            }
        }
    }

    private static void Check(IReadOnlyList<int> lengths, IReadOnlyList<int> imagePositions, int visualTokens)
    {
        if (lengths.Count == 0 || imagePositions.Count != lengths.Count || visualTokens < 0)
        {
            throw new ArgumentException(
                $"{lengths.Count} samples with {imagePositions.Count} image positions and {visualTokens} visual tokens: a batch needs at least one sample and one position for each.", nameof(lengths));
        }

        for (var i = 0; i < lengths.Count; i++)
        {
            var tokens = lengths[i] + (imagePositions[i] >= 0 ? visualTokens : 0);
            if (lengths[i] < 0 || tokens == 0 || imagePositions[i] < -1 || imagePositions[i] > lengths[i])
            {
                throw new ArgumentException($"sample {i} has {lengths[i]} text tokens and its image at {imagePositions[i]}: it needs a token, and its image at −1 (none) to {lengths[i]}.", nameof(imagePositions));
            }
        }
    }
}
