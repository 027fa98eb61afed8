using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>Gradients.</summary>
    public static unsafe partial class autograd
    {
        /// <summary>Adds gradients to all leaves that the tensors depend on.</summary>
        /// <param name="tensors">Where to start.</param>
        /// <param name="grad_tensors">A gradient for each; null when all are scalars.</param>
        /// <param name="retain_graph">Keep what another backward pass needs; null means create_graph.</param>
        /// <param name="create_graph">Record the gradients themselves.</param>
        /// <param name="inputs">Leaves to restrict to; null for all.</param>
        /// <exception cref="TorchException">No graph, a non-scalar without gradient, or a graph already used up.</exception>
        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            fixed (nint* roots = HandlesOf(tensors))
            fixed (nint* grads = HandlesOf(grad_tensors))
            fixed (nint* restricted = HandlesOf(inputs))
            {
                Fault.Check(NativeMethods.cos_backward(
                    roots, grads, tensors.Count, restricted, inputs?.Count ?? 0, retain_graph ?? create_graph ? 1 : 0, create_graph ? 1 : 0));
            }

            GC.KeepAlive((tensors, grad_tensors, inputs));
        }

        /// <summary>Gradients of the outputs with respect to the inputs; <c>grad</c> stays as it is.</summary>
        /// <param name="outputs">Where to start.</param>
        /// <param name="inputs">With respect to what.</param>
        /// <param name="grad_outputs">A gradient for each output; null when all are scalars.</param>
        /// <param name="retain_graph">Keep what another backward pass needs.</param>
        /// <param name="create_graph">Record the gradients themselves.</param>
        /// <param name="allow_unused">Whether an input may have no influence; its gradient is then null.</param>
        /// <returns>One gradient per input.</returns>
        /// <exception cref="TorchException">No graph, or an input without influence.</exception>
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            var results = new nint[inputs.Count];
            fixed (nint* roots = HandlesOf(outputs))
            fixed (nint* grads = HandlesOf(grad_outputs))
            fixed (nint* wanted = HandlesOf(inputs))
            fixed (nint* found = results)
            {
                Fault.Check(NativeMethods.cos_grad(
                    roots, grads, outputs.Count, wanted, inputs.Count, retain_graph || create_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, found));
            }

            GC.KeepAlive((outputs, inputs, grad_outputs));
            return Array.ConvertAll(results, handle => handle == 0 ? null! : new Tensor(handle));
        }

        private static nint[]? HandlesOf(IList<Tensor>? tensors)
        {
            if (tensors is null)
            {
                return null;
            }

            var handles = new nint[tensors.Count];
            for (var i = 0; i < handles.Length; i++)
            {
                handles[i] = tensors[i].Handle;
            }

            return handles;
        }
    }
}
