using ChainOfSight.Torch.Autograd;

namespace ChainOfSight.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>First values of parameters; all change their argument and return it.</summary>
        public static partial class init
        {
            /// <summary>What follows a layer, for its gain.</summary>
            public enum NonlinearityType
            {
                /// <summary>Nothing.</summary>
                Linear = 0,

                /// <summary>Logistic function.</summary>
                Sigmoid = 7,

                /// <summary>Hyperbolic tangent.</summary>
                Tanh = 8,

                /// <summary>Zero for negative values.</summary>
                ReLU = 9,

                /// <summary>A small slope for negative values.</summary>
                LeakyReLU = 10,
            }

            /// <summary>Whether magnitudes are kept forwards or backwards.</summary>
            public enum FanInOut
            {
                /// <summary>Forwards.</summary>
                FanIn = 0,

                /// <summary>Backwards.</summary>
                FanOut = 1,
            }

            /// <summary>Ones.</summary>
            /// <param name="tensor">Changed.</param>
            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            /// <summary>Zeros.</summary>
            /// <param name="tensor">Changed.</param>
            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            /// <summary>One value.</summary>
            /// <param name="tensor">Changed.</param>
            /// <param name="val">The value.</param>
            public static Tensor constant_(Tensor tensor, Scalar val) => Unrecorded(tensor, t => t.fill_(val));

            /// <summary>Values from [low, high).</summary>
            /// <param name="tensor">Changed.</param>
            /// <param name="low">The smallest.</param>
            /// <param name="high">Behind the largest.</param>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1) => Unrecorded(tensor, t => t.uniform_(low, high));

            /// <summary>Normal values.</summary>
            /// <param name="tensor">Changed.</param>
            /// <param name="mean">Mean.</param>
            /// <param name="std">Standard deviation.</param>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1) => Unrecorded(tensor, t => t.normal_(mean, std));

            /// <summary>
            /// Normal values, those outside [a, b] drawn anew: by the inverse distribution, as PyTorch does.
            /// </summary>
            /// <param name="tensor">Changed.</param>
            /// <param name="mean">Mean.</param>
            /// <param name="std">Standard deviation.</param>
            /// <param name="a">The smallest.</param>
            /// <param name="b">The largest.</param>
            public static Tensor trunc_normal_(Tensor tensor, double mean = 0.0, double std = 1.0, double a = -2.0, double b = 2.0) =>
                Unrecorded(tensor, t =>
                {
                    var low = Cdf((a - mean) / std);
                    var high = Cdf((b - mean) / std);
                    Aten.erfinv_(t.uniform_((2 * low) - 1, (2 * high) - 1));
                    t.mul_(std * Math.Sqrt(2)).add_(mean).clamp_(a, b);
                });

            /// <summary>Uniform values whose bound keeps magnitudes through the layer.</summary>
            /// <param name="tensor">Changed; at least two dimensions.</param>
            /// <param name="a">Slope of the leaky ReLU that follows.</param>
            /// <param name="mode">Forwards or backwards.</param>
            /// <param name="nonlinearity">What follows.</param>
            public static Tensor kaiming_uniform_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                var bound = Math.Sqrt(3) * calculate_gain(nonlinearity, a) / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Normal values whose deviation keeps magnitudes through the layer.</summary>
            /// <param name="tensor">Changed; at least two dimensions.</param>
            /// <param name="a">Slope of the leaky ReLU that follows.</param>
            /// <param name="mode">Forwards or backwards.</param>
            /// <param name="nonlinearity">What follows.</param>
            public static Tensor kaiming_normal_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return normal_(tensor, 0, calculate_gain(nonlinearity, a) / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut));
            }

            /// <summary>Uniform values whose bound keeps magnitudes both ways.</summary>
            /// <param name="tensor">Changed; at least two dimensions.</param>
            /// <param name="gain">Scale.</param>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1.0)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                var bound = gain * Math.Sqrt(6.0 / (fanIn + fanOut));
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Normal values whose deviation keeps magnitudes both ways.</summary>
            /// <param name="tensor">Changed; at least two dimensions.</param>
            /// <param name="gain">Scale.</param>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1.0)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return normal_(tensor, 0, gain * Math.Sqrt(2.0 / (fanIn + fanOut)));
            }

            /// <summary>Scale that what follows asks for.</summary>
            /// <param name="nonlinearity">What follows.</param>
            /// <param name="param">Slope of a leaky ReLU.</param>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0.0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3.0,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2.0 / (1 + (param * param))),
                _ => 1,
            };

            /// <summary>Inputs and outputs of each place of a weight [out, in, ..].</summary>
            /// <param name="tensor">The weight.</param>
            /// <exception cref="ArgumentException">Less than two dimensions.</exception>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length < 2)
                {
                    throw new ArgumentException($"A weight of shape [{string.Join(", ", shape)}] has no inputs and outputs: two dimensions are needed.", nameof(tensor));
                }

                var field = shape.Skip(2).Aggregate(1L, (product, size) => product * size);
                return (shape[1] * field, shape[0] * field);
            }

            private static double Cdf(double x)
            {
                using var at = tensor(x / Math.Sqrt(2));
                using var erf = at.erf();
                return (1 + erf.item<double>()) / 2;
            }

            private static Tensor Unrecorded(Tensor tensor, Action<Tensor> change)
            {
                using var unrecorded = new GradMode(false);
                change(tensor);
                return tensor;
            }
        }
    }
}
