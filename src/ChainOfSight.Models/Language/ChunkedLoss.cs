using ChainOfSight.Tensors;

namespace ChainOfSight.Models.Language;

/// <summary>Summed cross-entropy over a long vocabulary, a chunk of rows at a time, softmax in f32.</summary>
internal static class ChunkedLoss
{
    /// <summary>Σ −log softmax(logits(row))[target] over all rows.</summary>
    /// <param name="hidden"><c>[rows, width]</c>, at least one row.</param>
    /// <param name="targets"><c>[rows]</c>, int64.</param>
    /// <param name="logits">Output matrix: <c>[n, width]</c> to <c>[n, vocabulary]</c>.</param>
    /// <param name="vocabulary">Logits of a row.</param>
    /// <param name="options">Size of a chunk.</param>
    /// <returns>A scalar in f32.</returns>
    public static Tensor Sum(Tensor hidden, Tensor targets, Func<Tensor, Tensor> logits, long vocabulary, LossOptions options)
    {
        var rows = (int)hidden.shape[0];
        var chunk = options.ChunkRows(rows, vocabulary);
        if (chunk == rows)
        {
            return OfChunk(hidden, targets, logits);
        }

        Tensor? sum = null;
        for (var start = 0; start < rows; start += chunk)
        {
            var count = Math.Min(chunk, rows - start);
            var part = targets.narrow(0, start, count);
            var given = hidden.narrow(0, start, count);
            var loss = options.Recompute && is_grad_enabled()
                ? TensorEngine.Recompute.Run(states => OfChunk(states, part, logits), given)
                : OfChunk(given, part, logits);
            sum = sum is null ? loss : sum + loss;
        }

        return sum!;
    }

    private static Tensor OfChunk(Tensor hidden, Tensor targets, Func<Tensor, Tensor> logits)
    {
        using var given = logits(hidden);
        return TensorEngine.Kernels.CrossEntropySum(given, targets);
    }
}
