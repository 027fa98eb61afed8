using ChainOfSight.Models.Attention;
using ChainOfSight.Models.Normalization;

namespace ChainOfSight.Models.Resampling;

/// <summary>
/// Cross-attention of each window's queries to the patches of that window alone:
/// <c>O(softmax(Q(LN q) · K(LN x)ᵀ / √head) · V(LN x))</c>; Q, K, V without bias, O with.
/// </summary>
internal sealed class WindowAttention : Module<Tensor, Tensor, Tensor>
{
    private readonly WideLayerNorm query_norm;
    private readonly WideLayerNorm context_norm;
    private readonly Linear to_query;
    private readonly Linear to_key_value;
    private readonly Linear @out;
    private readonly int heads;

    public WindowAttention(ResamplerOptions options, Device? device, ScalarType? dtype)
        : base(nameof(WindowAttention))
    {
        heads = options.Heads;
        query_norm = new(options.Width, options.NormEpsilon, device, dtype);
        context_norm = new(options.ContextWidth, options.NormEpsilon, device, dtype);
        to_query = nn.Linear(options.Width, options.Width, hasBias: false, device: device, dtype: dtype);
        to_key_value = nn.Linear(options.ContextWidth, 2 * options.Width, hasBias: false, device: device, dtype: dtype);
        @out = nn.Linear(options.Width, options.Width, device: device, dtype: dtype);
        RegisterComponents();
    }

    /// <param name="query"><c>[batch or 1, windows, queries, width]</c>; 1 where it is the same for the whole batch.</param>
    /// <param name="context"><c>[batch, grid, grid, context width]</c>.</param>
    /// <returns><c>[batch, windows, queries, width]</c>.</returns>
    public override Tensor forward(Tensor query, Tensor context)
    {
        var (batch, grid) = (context.shape[0], context.shape[1]);
        var (windows, queries, width) = (query.shape[1], query.shape[2], query.shape[3]);
        var side = (long)Math.Round(Math.Sqrt(windows));
        var (window, head) = (grid / side, width / heads);

        // Norm and projection are per patch, so they run once on the whole grid, before it is cut into windows.
        var keyValue = to_key_value.call(context_norm.call(context))
            .view(batch, side, window, side, window, 2, heads, head)
            .permute(5, 0, 1, 3, 6, 2, 4, 7)
            .reshape(2, batch * windows * heads, window * window, head);
        var q = to_query.call(query_norm.call(query))
            .view(query.shape[0], windows, queries, heads, head)
            .permute(0, 1, 3, 2, 4)
            .expand(batch, windows, heads, queries, head)
            .reshape(batch * windows * heads, queries, head);
        var attended = DotProductAttention.Attend(q, keyValue.select(0, 0), keyValue.select(0, 1))
            .view(batch, windows, heads, queries, head)
            .permute(0, 1, 3, 2, 4)
            .reshape(batch, windows, queries, width);
        return @out.call(attended);
    }
}
