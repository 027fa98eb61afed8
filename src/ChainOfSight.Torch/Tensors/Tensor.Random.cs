namespace ChainOfSight.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Fills with normal values.</summary>
        public Tensor normal_(double mean = 0.0, double std = 1.0) => Aten.normal_(this, mean, std);

        /// <summary>Fills with values from a range.</summary>
        public Tensor uniform_(double from, double to) => Aten.uniform_(this, from, to);

        /// <summary>Fills with ones of a probability, zeros else.</summary>
        public Tensor bernoulli_(double p = 0.5) => Aten.bernoulli_(this, p);

        /// <summary>Ones with the probability that each element states.</summary>
        public Tensor bernoulli() => Aten.bernoulli(this);

        /// <summary>Indices drawn by their weights.</summary>
        public Tensor multinomial(long num_samples, bool replacement = false) => Aten.multinomial(this, num_samples, replacement);

        /// <summary>Fills with exponential values.</summary>
        public Tensor exponential_(double lambda = 1.0) => Aten.exponential_(this, lambda);

        /// <summary>Values from [0, 1) in this shape.</summary>
        public Tensor rand_like(ScalarType? dtype = null, Device? device = null) => Aten.rand_like(this, dtype, device);

        /// <summary>Normal values in this shape.</summary>
        public Tensor randn_like(ScalarType? dtype = null, Device? device = null) => Aten.randn_like(this, dtype, device);
    }
}
