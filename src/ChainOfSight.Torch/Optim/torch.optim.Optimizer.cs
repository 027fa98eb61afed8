using ChainOfSight.Torch.Modules;

namespace ChainOfSight.Torch;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Reads and sets the learning rate of a group.</summary>
        public interface ILearningRateController
        {
            /// <summary>The learning rate of the next step.</summary>
            double LearningRate { get; set; }

            /// <summary>The learning rate that a schedule starts from.</summary>
            double InitialLearningRate { get; set; }
        }

        /// <summary>Changes parameters so that a loss falls.</summary>
        public abstract class Optimizer : IDisposable
        {
            /// <summary>Groups of parameters, to read and set their learning rates.</summary>
            public abstract IEnumerable<ILearningRateController> ParamGroups { get; }

            /// <summary>All parameters.</summary>
            public abstract IEnumerable<Parameter> parameters();

            /// <summary>Changes every parameter that has a gradient.</summary>
            /// <param name="closure">Computes the loss anew, with gradients; null if that was done.</param>
            /// <returns>The closure's loss, or null.</returns>
            public abstract Tensor? step(Func<Tensor>? closure = null);

            /// <summary>Sets all gradients to zero.</summary>
            public virtual void zero_grad()
            {
                using var scope = NewDisposeScope();
                using var guard = no_grad();
                foreach (var parameter in parameters())
                {
                    parameter.grad?.zero_();
                }
            }

            /// <summary>Releases the optimizer's memory; parameters stay.</summary>
            public void Dispose()
            {
                Dispose(disposing: true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Releases the optimizer's memory.</summary>
            /// <param name="disposing">True from <see cref="Dispose()"/>.</param>
            protected abstract void Dispose(bool disposing);
        }
    }
}
