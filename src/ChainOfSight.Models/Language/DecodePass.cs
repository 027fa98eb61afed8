namespace ChainOfSight.Models.Language;

/// <summary>Attention of one new token per sample to everything before it, through the cache.</summary>
internal sealed class DecodePass : IAttentionPass
{
    private readonly KeyValueCache cache;
    private readonly int column;
    private readonly int samples;
    private readonly Tensor? mask;

    /// <param name="config">Sizes.</param>
    /// <param name="layout">The prompts.</param>
    /// <param name="cache">Filled up to, not including, <paramref name="column"/>.</param>
    /// <param name="column">Column of the new token.</param>
    /// <param name="padding"><c>[samples · groups, 1, capacity]</c>, −∞ in front of each prompt; null where prompts are equally long.</param>
    /// <param name="like">A tensor of the decoder's device and type.</param>
    public DecodePass(LlamaConfig config, TokenLayout layout, KeyValueCache cache, int column, Tensor? padding, Tensor like)
    {
        this.cache = cache;
        this.column = column;
        samples = layout.Samples;
        mask = padding?.narrow(2, 0, column + 1);
        (Cosines, Sines) = RotaryTable.Of(config, [.. layout.Lengths.Select(length => (long)(length + column - layout.Longest))], like.device);
    }

    /// <inheritdoc/>
    public Tensor Cosines { get; }

    /// <inheritdoc/>
    public Tensor Sines { get; }

    /// <inheritdoc/>
    public Tensor Attend(int layer, Tensor query, Tensor key, Tensor value)
    {
        cache.Write(layer, column, HeadBlocks.Keys(key, samples), HeadBlocks.Keys(value, samples));
        var (keys, values) = cache.Read(layer, column + 1);
        return HeadBlocks.Attend(HeadBlocks.Queries(query, samples, key.shape[1]), keys, values, mask, samples, query.shape[1]);
    }
}
