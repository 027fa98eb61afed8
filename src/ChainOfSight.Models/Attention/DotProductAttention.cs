using ChainOfSight.Tensors;

namespace ChainOfSight.Models.Attention;

/// <summary>Softmax attention over a batch of independent blocks, written as two batched products.</summary>
public static class DotProductAttention
{
    // Scores of this many elements stay near the cores; more at a time only go out to memory and come back, three times over.
    private const long ScoresAtOnce = 1 << 22;

    /// <summary>softmax(query · keyᵀ / √head + mask) · value; the softmax runs in f32 whatever the type of its input.</summary>
    /// <param name="query"><c>[blocks, queries, head]</c>.</param>
    /// <param name="key"><c>[blocks, keys, head]</c>.</param>
    /// <param name="value"><c>[blocks, keys, head]</c>.</param>
    /// <param name="mask">Added to the scores, broadcast to <c>[blocks, queries, keys]</c>; null: every query sees every key.</param>
    /// <returns><c>[blocks, queries, head]</c>.</returns>
    public static Tensor Attend(Tensor query, Tensor key, Tensor value, Tensor? mask = null)
    {
        var blocks = query.shape[0];
        var atOnce = Math.Max(1, ScoresAtOnce / Math.Max(1, query.shape[1] * key.shape[1]));
        if (blocks <= atOnce)
        {
            return AttendAtOnce(query, key, value, mask);
        }

        var parts = new List<Tensor>();
        for (var start = 0L; start < blocks; start += atOnce)
        {
            var length = Math.Min(atOnce, blocks - start);
            parts.Add(AttendAtOnce(query.narrow(0, start, length), key.narrow(0, start, length), value.narrow(0, start, length), Part(mask, start, length)));
        }

        return cat([.. parts], 0);
    }

    private static Tensor AttendAtOnce(Tensor query, Tensor key, Tensor value, Tensor? mask)
    {
        // Scores are the largest tensors of all: what the graph does not keep goes at once.
        using var scope = NewDisposeScope();

        // Scaling the queries costs less than scaling the scores wherever there are more keys than head dimensions.
        var scaled = query.mul(1 / Math.Sqrt(query.shape[^1]));
        var transposed = key.transpose(1, 2);
        var scores = mask is null ? scaled.bmm(transposed) : TensorEngine.Kernels.MaskedScores(mask, scaled, transposed);
        var weights = TensorEngine.Kernels.Softmax(scores);
        return (weights.dtype == value.dtype ? weights : weights.to(value.dtype)).bmm(value).MoveToOuterDisposeScope();
    }

    // A mask that is the same for every block is broadcast.
    private static Tensor? Part(Tensor? mask, long start, long length) =>
        mask is null || mask.dim() < 3 || mask.shape[0] == 1 ? mask : mask.narrow(0, start, length);
}
