namespace ChainOfSight.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Negative logarithm of the softmax share of the right class.</summary>
            /// <param name="input">[n, classes], not normalised.</param>
            /// <param name="target">[n] classes, int64.</param>
            /// <param name="weight">[classes], or null.</param>
            /// <param name="ignore_index">A class without loss.</param>
            /// <param name="reduction">Mean over those with loss, sum, or none.</param>
            /// <param name="label_smoothing">Share of the target spread over all classes.</param>
            public static Tensor cross_entropy(
                Tensor input,
                Tensor target,
                Tensor? weight = null,
                long ignore_index = -100,
                Reduction reduction = Reduction.Mean,
                double label_smoothing = 0.0) =>
                Aten.cross_entropy_loss(input, target, weight, (long)reduction, ignore_index, label_smoothing);

            /// <summary>Negative logarithm of the logistic share of the right answer, for several labels.</summary>
            /// <param name="input">Any shape, not normalised.</param>
            /// <param name="target">The same shape, from 0 to 1.</param>
            /// <param name="weight">Broadcast to the shape, or null.</param>
            /// <param name="reduction">Mean, sum, or none.</param>
            /// <param name="pos_weights">Weight of the ones, or null.</param>
            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                Aten.binary_cross_entropy_with_logits(input, target, weight, pos_weights, (long)reduction);

            /// <summary>Squared difference.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="target">The same shape.</param>
            /// <param name="reduction">Mean, sum, or none.</param>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Aten.mse_loss(input, target, (long)reduction);

            /// <summary>Negative of the right class's value.</summary>
            /// <param name="input">[n, classes], log-probabilities.</param>
            /// <param name="target">[n] classes, int64.</param>
            /// <param name="weight">[classes], or null.</param>
            /// <param name="reduction">Mean, sum, or none.</param>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Aten.nll_loss(input, target, weight, (long)reduction, -100);
        }
    }
}
