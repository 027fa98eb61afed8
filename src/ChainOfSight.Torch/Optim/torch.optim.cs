using ChainOfSight.Torch.Modules;

namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>Optimizers with TorchSharp's names. Over <see cref="Optim.MultiTensorPass"/>.</summary>
    public static partial class optim
    {
        /// <summary>AdamW for parameters that share all settings. The default of <paramref name="beta2"/> is TorchSharp's, not PyTorch's 0.999.</summary>
        /// <param name="parameters">What to train.</param>
        /// <param name="lr">Learning rate; settable later through <see cref="Optimizer.ParamGroups"/>.</param>
        /// <param name="beta1">Decay of the mean of gradients, 0 ≤ β₁ &lt; 1.</param>
        /// <param name="beta2">Decay of the mean of squared gradients, 0 ≤ β₂ &lt; 1.</param>
        /// <param name="eps">Added to the root of the second mean.</param>
        /// <param name="weight_decay">Decoupled weight decay.</param>
        /// <param name="amsgrad">Not offered.</param>
        /// <param name="maximize">Not offered.</param>
        /// <exception cref="ArgumentException">A setting is out of range.</exception>
        /// <exception cref="TorchUnsupportedException">amsgrad or maximize.</exception>
        public static AdamW AdamW(
            IEnumerable<Parameter> parameters,
            double lr = 1e-3,
            double beta1 = 0.9,
            double beta2 = 0.99,
            double eps = 1e-8,
            double weight_decay = 0,
            bool amsgrad = false,
            bool maximize = false) => new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <summary>AdamW for named parameters; the names are not used.</summary>
        /// <inheritdoc cref="AdamW(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public static AdamW AdamW(
            IEnumerable<(string name, Parameter parameter)> parameters,
            double lr = 1e-3,
            double beta1 = 0.9,
            double beta2 = 0.99,
            double eps = 1e-8,
            double weight_decay = 0,
            bool amsgrad = false,
            bool maximize = false) => new(parameters.Select(named => named.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <summary>AdamW for groups with settings of their own.</summary>
        /// <inheritdoc cref="AdamW(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public static AdamW AdamW(
            IEnumerable<AdamW.ParamGroup> parameters,
            double lr = 1e-3,
            double beta1 = 0.9,
            double beta2 = 0.99,
            double eps = 1e-8,
            double weight_decay = 0,
            bool amsgrad = false,
            bool maximize = false) => new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
    }
}
