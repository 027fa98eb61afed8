namespace ChainOfSight.Models.Attention;

/// <summary>Softmax attention over a batch of independent blocks, written as two batched products.</summary>
public static class DotProductAttention
{
    /// <summary>softmax(query · keyᵀ / √head + mask) · value; the softmax runs in f32 whatever the type of its input.</summary>
    /// <param name="query"><c>[blocks, queries, head]</c>.</param>
    /// <param name="key"><c>[blocks, keys, head]</c>.</param>
    /// <param name="value"><c>[blocks, keys, head]</c>.</param>
    /// <param name="mask">Added to the scores, broadcast to <c>[blocks, queries, keys]</c>; null: every query sees every key.</param>
    /// <returns><c>[blocks, queries, head]</c>.</returns>
    public static Tensor Attend(Tensor query, Tensor key, Tensor value, Tensor? mask = null)
    {
        // Scaling the queries costs less than scaling the scores wherever there are more keys than head dimensions.
        var scaled = query.mul(1 / Math.Sqrt(query.shape[^1]));
        var transposed = key.transpose(1, 2);
        var scores = mask is null ? scaled.bmm(transposed) : mask.baddbmm(scaled, transposed);
        var weights = nn.functional.softmax(scores, -1, ScalarType.Float32);
        return (weights.dtype == value.dtype ? weights : weights.to(value.dtype)).bmm(value);
    }
}
