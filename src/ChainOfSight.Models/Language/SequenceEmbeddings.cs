namespace ChainOfSight.Models.Language;

/// <summary>Puts the embeddings of texts and images into the order of a layout.</summary>
public static class SequenceEmbeddings
{
    /// <summary>Joins them; the backward is repeatable.</summary>
    /// <param name="words">Embeddings of all samples' text tokens, <c>[text tokens, width]</c>.</param>
    /// <param name="visual">Visual tokens of the samples that have an image, in order, <c>[images, visual tokens, width]</c>.</param>
    /// <param name="layout">Which row is which.</param>
    /// <returns><c>[total, width]</c>.</returns>
    /// <exception cref="ArgumentException">The counts are not those of the layout.</exception>
    public static Tensor Join(Tensor words, Tensor visual, TokenLayout layout)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(visual);
        ArgumentNullException.ThrowIfNull(layout);
        if (words.shape[0] != layout.TextRows.Length || visual.shape[0] != layout.ImageSamples.Length || visual.shape[1] != layout.VisualTokens || visual.shape[2] != words.shape[1])
        {
            throw new ArgumentException(
                $"text [{string.Join(", ", words.shape)}] and images [{string.Join(", ", visual.shape)}] do not fit a batch of {layout.TextRows.Length} text tokens and {layout.ImageSamples.Length} images of {layout.VisualTokens} tokens.", nameof(visual));
        }

        using var all = cat([words, visual.flatten(0, 1)], 0);
        return all.index_select(0, tensor(layout.Sources, device: words.device));
    }
}
