using ChainOfSight.Torch.Modules;

namespace ChainOfSight.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Takes over a tensor as a parameter.</summary>
        /// <param name="data">The values.</param>
        /// <param name="requires_grad">False for a frozen one.</param>
        public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);

        /// <summary>A linear layer, initialised as PyTorch does.</summary>
        /// <param name="inputSize">Last dimension of the input.</param>
        /// <param name="outputSize">Last dimension of the result.</param>
        /// <param name="hasBias">Whether it shifts.</param>
        /// <param name="device">Where; the host by default.</param>
        /// <param name="dtype">32-bit floats by default.</param>
        public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
            new(inputSize, outputSize, hasBias, device, dtype);

        /// <summary>A linear layer of given parameters.</summary>
        /// <param name="weight">[out, in].</param>
        /// <param name="bias">[out], or null.</param>
        public static Linear Linear(Parameter weight, Parameter? bias = null) => new(weight, bias);

        /// <summary>Layer normalisation.</summary>
        /// <param name="normalized_shape">The last dimensions.</param>
        /// <param name="eps">Added to the variance.</param>
        /// <param name="elementwise_affine">Whether it scales.</param>
        /// <param name="bias">Whether it shifts.</param>
        /// <param name="device">Where; the host by default.</param>
        /// <param name="dtype">32-bit floats by default.</param>
        public static LayerNorm LayerNorm(
            long[] normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(normalized_shape, eps, elementwise_affine, bias, device, dtype);

        /// <inheritdoc cref="LayerNorm(long[], double, bool, bool, Device?, ScalarType?)"/>
        public static LayerNorm LayerNorm(
            long normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new([normalized_shape], eps, elementwise_affine, bias, device, dtype);

        /// <summary>A vector for each number, drawn from the standard normal distribution.</summary>
        /// <param name="num_embeddings">How many numbers.</param>
        /// <param name="embedding_dims">Width.</param>
        /// <param name="padding_idx">A number whose vector stays zero and gets no gradient.</param>
        /// <param name="device">Where; the host by default.</param>
        /// <param name="dtype">32-bit floats by default.</param>
        public static Embedding Embedding(
            long num_embeddings, long embedding_dims, long? padding_idx = null, Device? device = null, ScalarType? dtype = null)
        {
            var values = randn(num_embeddings, embedding_dims, dtype, device);
            if (padding_idx is { } padding)
            {
                using var row = values[padding];
                row.zero_();
            }

            return new(values, padding_idx, freeze: false);
        }

        /// <summary>A vector for each number, from a table, which it takes over.</summary>
        /// <param name="embeddings">[numbers, width].</param>
        /// <param name="freeze">Whether it stays as it is.</param>
        /// <param name="padding_idx">A number that gets no gradient.</param>
        public static Embedding Embedding_from_pretrained(Tensor embeddings, bool freeze = true, long? padding_idx = null) =>
            new(embeddings, padding_idx, freeze);

        /// <summary>Dropout.</summary>
        /// <param name="p">Probability of zero.</param>
        /// <param name="inplace">Whether the input itself is changed.</param>
        public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);

        /// <summary>Exact GELU.</summary>
        public static GELU GELU() => new(Modules.GELU.Approximate.none);

        /// <summary>GELU, exact or by tanh.</summary>
        /// <param name="approximate">How.</param>
        public static GELU GELU(GELU.Approximate approximate) => new(approximate);

        /// <summary>x · sigmoid(x).</summary>
        public static SiLU SiLU() => new();

        /// <summary>Zero for negative values.</summary>
        public static ReLU ReLU() => new();
    }
}
