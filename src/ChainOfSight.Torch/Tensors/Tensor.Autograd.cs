using ChainOfSight.Torch.Autograd;
using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether operations on the tensor are recorded for its gradient.</summary>
        public bool requires_grad
        {
            get
            {
                var on = NativeMethods.cos_tensor_requires_grad(Handle) != 0;
                GC.KeepAlive(this);
                return on;
            }

            set
            {
                Fault.Check(NativeMethods.cos_tensor_set_requires_grad(Handle, value ? 1 : 0));
                GC.KeepAlive(this);
            }
        }

        /// <summary>Whether the tensor was made by hand and not by a recorded operation.</summary>
        public bool is_leaf
        {
            get
            {
                var leaf = NativeMethods.cos_tensor_is_leaf(Handle) != 0;
                GC.KeepAlive(this);
                return leaf;
            }
        }

        /// <summary>
        /// The gradient that backward passes added up, or null. Each read makes an object of the current scope for
        /// the same native gradient.
        /// </summary>
        public Tensor? grad
        {
            get
            {
                Fault.Check(NativeMethods.cos_tensor_grad(Handle, out var gradient));
                GC.KeepAlive(this);
                return gradient == 0 ? null : new Tensor(gradient);
            }

            set
            {
                Fault.Check(NativeMethods.cos_tensor_set_grad(Handle, value?.Handle ?? 0));
                GC.KeepAlive(value);
                GC.KeepAlive(this);
            }
        }

        /// <summary>How often the tensor was changed in place.</summary>
        public long version
        {
            get
            {
                Fault.Check(NativeMethods.cos_tensor_version(Handle, out var count));
                GC.KeepAlive(this);
                return count;
            }
        }

        /// <summary>Sets <see cref="requires_grad"/>.</summary>
        /// <param name="requires_grad">The value.</param>
        /// <returns>This tensor.</returns>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Sets <see cref="requires_grad"/>.</summary>
        /// <param name="requires_grad">The value.</param>
        /// <returns>This tensor.</returns>
        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Adds the gradients of this scalar to all leaves that it depends on.</summary>
        public void backward() => backward(grad_tensors: null);

        /// <summary>Adds the gradients of this tensor to all leaves that it depends on.</summary>
        /// <param name="grad_tensors">One gradient of this tensor's shape; null for a scalar.</param>
        /// <param name="retain_graph">Keep what another backward pass needs.</param>
        /// <param name="create_graph">Record the gradients themselves.</param>
        /// <param name="inputs">Leaves to restrict to; null for all.</param>
        /// <exception cref="TorchException">No graph, a non-scalar without gradient, or a graph already used up.</exception>
        public void backward(IList<Tensor>? grad_tensors, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        /// <summary>Calls a function with this tensor's gradient in every backward pass, before it is passed on.</summary>
        /// <param name="hook">Returns the gradient to pass on; the same object for no change.</param>
        /// <returns>Removes the hook when disposed.</returns>
        public GradientHook register_hook(Func<Tensor, Tensor> hook) => GradientHook.OnTensor(this, hook);

        /// <summary>Shares memory without the record: no gradient flows through it.</summary>
        public Tensor detach() => Aten.detach(this);

        /// <summary>Takes this tensor itself out of the record.</summary>
        /// <returns>This tensor.</returns>
        public Tensor detach_() => Aten.detach_(this);
    }
}
