namespace ChainOfSight.Models.Language;

/// <summary>
/// Attention over whole samples whose rows lie end to end. Only here are they gathered to a padded block, by <c>index_select</c> with indices
/// made once per batch: its backward is repeatable, that of advanced indexing is not.
/// </summary>
internal sealed class PackedPass : IAttentionPass
{
    private readonly TokenLayout layout;
    private readonly Tensor mask;
    private readonly Tensor? rows;
    private readonly Tensor? places;
    private readonly Action<int, Tensor, Tensor>? keep;

    /// <param name="config">Sizes.</param>
    /// <param name="layout">Where samples begin and end.</param>
    /// <param name="like">A tensor of the decoder's device and type.</param>
    /// <param name="keep">Is given each layer's rotated keys and values, <c>[rows, key-value heads, head]</c>; null: nobody keeps them.</param>
    public PackedPass(LlamaConfig config, TokenLayout layout, Tensor like, Action<int, Tensor, Tensor>? keep = null)
    {
        this.layout = layout;
        this.keep = keep;
        (Cosines, Sines) = RotaryTable.Of(config, layout.Positions, like.device);
        var shared = config.Heads / config.Groups;

        // Padding stands after each sample, so no query of a sample's own can see it through this mask.
        mask = layout.Turns.Length > 0
            ? TurnMask.Of(layout, config.Groups, shared, like)
            : full([layout.Longest, layout.Longest], float.NegativeInfinity, dtype: ScalarType.Float32, device: like.device)
                .triu(1).to(like.dtype).repeat(shared, 1).unsqueeze(0);
        if (!layout.IsUniform)
        {
            var block = PaddedBlock.Right(layout);
            rows = tensor(block.Rows, device: like.device);
            places = tensor(block.Places, device: like.device);
        }
    }

    /// <inheritdoc/>
    public Tensor Cosines { get; }

    /// <inheritdoc/>
    public Tensor Sines { get; }

    /// <inheritdoc/>
    public Tensor Attend(int layer, Tensor query, Tensor key, Tensor value)
    {
        keep?.Invoke(layer, key, value);
        var q = HeadBlocks.Queries(Gather(query), layout.Samples, key.shape[1]);
        var k = HeadBlocks.Keys(Gather(key), layout.Samples);
        var v = HeadBlocks.Keys(Gather(value), layout.Samples);
        var attended = HeadBlocks.Attend(q, k, v, mask, layout.Samples, query.shape[1]);
        return places is null ? attended : attended.index_select(0, places);
    }

    private Tensor Gather(Tensor given) => rows is null ? given : given.index_select(0, rows);
}
