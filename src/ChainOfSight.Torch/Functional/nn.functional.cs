namespace ChainOfSight.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Operations of networks, without state.</summary>
        public static partial class functional
        {
            /// <summary><c>input · weightsᵀ + bias</c> over the last dimension.</summary>
            /// <param name="input">[.., in].</param>
            /// <param name="weights">[out, in].</param>
            /// <param name="bias">[out], or null.</param>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Aten.linear(input, weights, bias);

            /// <summary>A vector for each number.</summary>
            /// <param name="x">Numbers, int64.</param>
            /// <param name="weight">[numbers, width].</param>
            /// <param name="padding_idx">A number that gets no gradient.</param>
            public static Tensor embedding(Tensor x, Tensor weight, long? padding_idx = null) =>
                Aten.embedding(weight, x, padding_idx ?? -1, false, false);

            /// <summary>Mean zero and variance one over the last dimensions, then scaled and shifted.</summary>
            /// <param name="input">[.., shape].</param>
            /// <param name="normalized_shape">The last dimensions.</param>
            /// <param name="weight">Scale, or null.</param>
            /// <param name="bias">Shift, or null.</param>
            /// <param name="eps">Added to the variance.</param>
            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                Aten.layer_norm(input, normalized_shape, weight, bias, eps);

            /// <summary>Shares of exponentials along a dimension.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="dim">The dimension.</param>
            /// <param name="dtype">Type to compute in.</param>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => Aten.softmax(input, dim, dtype);

            /// <summary>Logarithm of <see cref="softmax"/>.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="dim">The dimension.</param>
            /// <param name="dtype">Type to compute in.</param>
            public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) => Aten.log_softmax(input, dim, dtype);

            /// <summary>Exact GELU.</summary>
            /// <param name="x">Any shape.</param>
            public static Tensor gelu(Tensor x) => Aten.gelu(x);

            /// <summary>GELU, exact or by tanh.</summary>
            /// <param name="x">Any shape.</param>
            /// <param name="approximate">How.</param>
            public static Tensor gelu(Tensor x, Modules.GELU.Approximate approximate) => x.gelu(approximate);

            /// <summary>x · sigmoid(x).</summary>
            /// <param name="x">Any shape.</param>
            public static Tensor silu(Tensor x) => Aten.silu(x);

            /// <summary>Zero for negative values.</summary>
            /// <param name="x">Any shape.</param>
            public static Tensor relu(Tensor x) => Aten.relu(x);

            /// <summary>Logistic function.</summary>
            /// <param name="x">Any shape.</param>
            public static Tensor sigmoid(Tensor x) => Aten.sigmoid(x);

            /// <summary>Elements set to zero with a probability, others scaled up.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="p">Probability of zero.</param>
            /// <param name="training">False does nothing.</param>
            /// <param name="inplace">Whether the input itself is changed.</param>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? Aten.dropout_(input, p, training) : Aten.dropout(input, p, training);

            /// <summary>One at the place of each number, zero else: [..] of int64 → [.., classes].</summary>
            /// <param name="x">Numbers.</param>
            /// <param name="num_classes">Classes; -1 for one more than the largest number.</param>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Aten.one_hot(x, num_classes);

            /// <summary>Two-dimensional convolution.</summary>
            /// <param name="input">[batch, in, height, width].</param>
            /// <param name="weight">[out, in / groups, height, width].</param>
            /// <param name="bias">[out], or null.</param>
            /// <param name="strides">Distance of the windows; one by default.</param>
            /// <param name="padding">Zeros on each side; none by default.</param>
            /// <param name="dilation">Distance of a window's places; one by default.</param>
            /// <param name="groups">Groups of channels that do not mix.</param>
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                Aten.conv2d(input, weight, bias, strides, padding, dilation, groups);

            /// <summary>A border: pairs (before, after) from the last dimension on.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="pad">The pairs.</param>
            /// <param name="mode">What the border holds.</param>
            /// <param name="value">The value, when it is constant.</param>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => mode switch
            {
                PaddingModes.Constant or PaddingModes.Zeros => Aten.constant_pad_nd(input, pad, mode == PaddingModes.Zeros ? 0 : value),
                PaddingModes.Reflect => Aten.pad(input, pad, "reflect"),
                PaddingModes.Replicate => Aten.pad(input, pad, "replicate"),
                _ => Aten.pad(input, pad, "circular"),
            };

            /// <summary>Pictures in another size.</summary>
            /// <param name="x">[batch, channels, height, width].</param>
            /// <param name="size">Height and width, or null for the factors.</param>
            /// <param name="scale_factor">Factors of height and width, used when there is no size.</param>
            /// <param name="mode">How.</param>
            /// <param name="align_corners">Whether the outermost places stay where they are; false by default.</param>
            /// <exception cref="ArgumentException">Neither size nor factors, or not for this mode.</exception>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null)
            {
                var shape = x.shape;
                if (shape.Length != 4 || (size ?? (object?)scale_factor) is null || (size?.Length ?? scale_factor!.Length) != 2)
                {
                    throw new ArgumentException(
                        $"interpolate takes [batch, channels, height, width] and two sizes or factors; got a shape of [{string.Join(", ", shape)}].", nameof(x));
                }

                size ??= [(long)(shape[2] * scale_factor![0]), (long)(shape[3] * scale_factor[1])];
                return mode switch
                {
                    InterpolationMode.Nearest => Aten.upsample_nearest2d(x, size),
                    InterpolationMode.Bilinear => Aten.upsample_bilinear2d(x, size, align_corners ?? false),
                    _ => Aten.upsample_bicubic2d(x, size, align_corners ?? false),
                };
            }
        }
    }
}
