using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Modules;

public sealed partial class AdamW
{
    /// <summary>Parameters with settings of their own; what is null is taken from the optimizer.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="beta1">Decay of the mean of gradients.</param>
    /// <param name="beta2">Decay of the mean of squared gradients.</param>
    /// <param name="eps">Added to the root of the second mean.</param>
    /// <param name="weight_decay">Decoupled weight decay.</param>
    public sealed class ParamGroup(
        IEnumerable<Parameter> parameters,
        double? lr = null,
        double? beta1 = null,
        double? beta2 = null,
        double? eps = null,
        double? weight_decay = null) : optim.ILearningRateController
    {
        /// <summary>What to train.</summary>
        public IReadOnlyList<Parameter> Parameters { get; } = [.. parameters];

        /// <inheritdoc/>
        public double LearningRate { get; set; } = lr ?? double.NaN;

        /// <inheritdoc/>
        public double InitialLearningRate { get; set; } = lr ?? double.NaN;

        internal double WeightDecay { get; private set; }

        internal double Beta1 { get; private set; }

        internal double Beta2 { get; private set; }

        internal double Epsilon { get; private set; }

        internal ParamGroup Resolve(double rate, double first, double second, double epsilon, double decay)
        {
            if (lr is null)
            {
                LearningRate = InitialLearningRate = rate;
            }

            WeightDecay = weight_decay ?? decay;
            (Beta1, Beta2, Epsilon) = (beta1 ?? first, beta2 ?? second, eps ?? epsilon);
            return Beta1 is >= 0 and < 1 && Beta2 is >= 0 and < 1 && Epsilon >= 0 && LearningRate >= 0 && WeightDecay >= 0 ? this : throw new ArgumentException(
                $"AdamW's beta1 is {Beta1}, beta2 {Beta2}, eps {Epsilon}, lr {LearningRate}, weight_decay {WeightDecay}; betas must be at least 0 and below 1, the others at least 0.");
        }
    }
}
