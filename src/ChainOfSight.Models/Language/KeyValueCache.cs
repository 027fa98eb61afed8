namespace ChainOfSight.Models.Language;

/// <summary>
/// Keys and values of all blocks for a batch of samples that end in the same column: shorter ones are padded in front, so that every new
/// token is one column for all.
/// </summary>
internal sealed class KeyValueCache : IDisposable
{
    private readonly (Tensor Keys, Tensor Values)[] layers;

    /// <param name="config">Sizes of the decoder.</param>
    /// <param name="samples">Samples of the batch.</param>
    /// <param name="columns">Most tokens of a sample, those to be generated included.</param>
    /// <param name="like">A tensor of the decoder's device and type.</param>
    public KeyValueCache(LlamaConfig config, int samples, int columns, Tensor like)
    {
        Tensor Make() => zeros([(long)samples * config.Groups, columns, config.HeadSize], dtype: like.dtype, device: like.device).DetachFromDisposeScope();
        layers = [.. Enumerable.Range(0, config.Layers).Select(_ => (Make(), Make()))];
    }

    /// <summary>Stores columns of one block.</summary>
    /// <param name="layer">Index of the block.</param>
    /// <param name="column">First column.</param>
    /// <param name="keys"><c>[samples · groups, columns, head]</c>.</param>
    /// <param name="values">The same shape.</param>
    public void Write(int layer, int column, Tensor keys, Tensor values)
    {
        layers[layer].Keys.narrow(1, column, keys.shape[1]).copy_(keys);
        layers[layer].Values.narrow(1, column, values.shape[1]).copy_(values);
    }

    /// <summary>The first columns of one block, <c>[samples · groups, columns, head]</c> each.</summary>
    public (Tensor Keys, Tensor Values) Read(int layer, int columns) =>
        (layers[layer].Keys.narrow(1, 0, columns), layers[layer].Values.narrow(1, 0, columns));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (keys, values) in layers)
        {
            keys.Dispose();
            values.Dispose();
        }
    }
}
