namespace ChainOfSight.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>
            /// <c>softmax(query · keyᵀ / √width + mask) · value</c>. libtorch from 2.0 on fuses it; before, it is composed of
            /// its parts, with the softmax in 32-bit floats or wider.
            /// </summary>
            /// <param name="query">[.., queries, width].</param>
            /// <param name="key">[.., keys, width].</param>
            /// <param name="value">[.., keys, width'].</param>
            /// <param name="attn_mask">Truth values (true = may attend) or numbers to add, broadcast to [.., queries, keys]; or null.</param>
            /// <param name="p">Probability of dropout.</param>
            /// <param name="is_casual">Whether a query sees keys up to its own place only; excludes a mask.</param>
            /// <exception cref="ArgumentException">A mask with is_casual, or shapes that do not fit.</exception>
            public static Tensor scaled_dot_product_attention(
                Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0.0, bool is_casual = false)
            {
                CheckAttention(query, key, value, attn_mask, is_casual);
                return Aten.Has_scaled_dot_product_attention
                    ? Aten.scaled_dot_product_attention(query, key, value, attn_mask, p, is_casual)
                    : ComposedAttention(query, key, value, attn_mask, p, is_casual);
            }

            internal static Tensor ComposedAttention(
                Tensor query, Tensor key, Tensor value, Tensor? attn_mask, double p, bool is_casual)
            {
                using var scope = NewDisposeScope();
                var scaled = query.mul(1 / Math.Sqrt(query.shape[^1]));
                var scores = scaled.matmul(key.transpose(-2, -1));
                if (is_casual)
                {
                    var hidden = ones([query.shape[^2], key.shape[^2]], ScalarType.Bool, query.device).triu(1);
                    scores = scores.masked_fill(hidden, double.NegativeInfinity);
                }
                else if (attn_mask is not null)
                {
                    scores = attn_mask.dtype == ScalarType.Bool
                        ? scores.masked_fill(attn_mask.logical_not(), double.NegativeInfinity)
                        : scores.add(attn_mask);
                }

                var wide = query.dtype is ScalarType.BFloat16 or ScalarType.Float16 ? ScalarType.Float32 : query.dtype;
                var shares = scores.softmax(-1, wide).to(value.dtype);
                return scope.MoveToOuter((p > 0 ? dropout(shares, p) : shares).matmul(value));
            }

            private static void CheckAttention(Tensor query, Tensor key, Tensor value, Tensor? mask, bool causal)
            {
                var (q, k, v) = (query.shape, key.shape, value.shape);
                if (q.Length < 2 || k.Length < 2 || v.Length < 2 || q[^1] != k[^1] || k[^2] != v[^2])
                {
                    throw new ArgumentException(
                        $"Attention needs query [.., q, d], key [.., k, d], value [.., k, e]; got [{string.Join(", ", q)}], [{string.Join(", ", k)}], [{string.Join(", ", v)}].",
                        nameof(key));
                }

                if (causal && mask is not null)
                {
                    throw new ArgumentException("Attention takes either a mask or is_casual, not both.", nameof(mask));
                }
            }
        }
    }
}
