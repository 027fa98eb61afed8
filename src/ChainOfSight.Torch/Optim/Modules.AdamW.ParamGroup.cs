using ChainOfSight.Torch.Optim;
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

        internal AdamWOptions Settings { get; private set; } = new();

        internal ParamGroup Resolve(double rate, double first, double second, double epsilon, double decay)
        {
            if (lr is null)
            {
                LearningRate = InitialLearningRate = rate;
            }

            WeightDecay = weight_decay ?? decay;
            Settings = new AdamWOptions { Beta1 = beta1 ?? first, Beta2 = beta2 ?? second, Epsilon = eps ?? epsilon };
            Settings.Validate();
            return LearningRate >= 0 && WeightDecay >= 0 ? this : throw new ArgumentException(
                $"AdamW's learning rate is {LearningRate} and its weight decay {WeightDecay}; both must be at least 0.");
        }
    }
}
