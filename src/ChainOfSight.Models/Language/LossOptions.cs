namespace ChainOfSight.Models.Language;

/// <summary>How the loss over a long vocabulary is computed.</summary>
public sealed record LossOptions
{
    /// <summary>
    /// Most logits held at once, rows · vocabulary; default 16,777,216 (64 MiB in f32). More rows than fit are cut into chunks of equal
    /// size, at least one row each.
    /// </summary>
    public long MaxLogits { get; init; } = 1 << 24;

    /// <summary>
    /// True (default): where there is more than one chunk, each chunk's logits are dropped after its loss and computed again in backward,
    /// so that one chunk at a time is in memory. False: all chunks' logits are kept until backward, which is faster.
    /// </summary>
    public bool Recompute { get; init; } = true;

    /// <summary>Rows of a chunk.</summary>
    /// <param name="rows">Rows in all.</param>
    /// <param name="vocabulary">Logits of a row.</param>
    public int ChunkRows(int rows, long vocabulary)
    {
        var most = Math.Max(1, MaxLogits / Math.Max(1, vocabulary));
        if (rows <= most)
        {
            return rows;
        }

        var chunks = (rows + most - 1) / most;
        return (int)((rows + chunks - 1) / chunks);
    }
}
