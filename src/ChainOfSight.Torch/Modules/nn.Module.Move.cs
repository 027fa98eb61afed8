namespace ChainOfSight.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Removes the gradients of all parameters, or sets them to zero.</summary>
            /// <param name="set_to_none">False keeps the memory and sets zeros.</param>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    if (set_to_none)
                    {
                        parameter.grad = null;
                        continue;
                    }

                    using var gradient = parameter.grad;
                    gradient?.zero_();
                }
            }

            /// <summary>
            /// Moves parameters, their gradients and buffers. The C# objects stay, their native tensors are new: hooks
            /// and optimizers belong after the move. Leaving the meta device gives uninitialised memory.
            /// </summary>
            internal void Move(Device? device, ScalarType? dtype, bool nonBlocking)
            {
                if (dtype is { } type && !is_floating_point(type))
                {
                    throw new ArgumentException($"A network is moved to a floating-point type, not to {type}.", nameof(dtype));
                }

                using var unrecorded = no_grad();
                using var scope = NewDisposeScope();
                foreach (var (_, parameter) in named_parameters())
                {
                    var requiresGrad = parameter.requires_grad;
                    var gradient = parameter.grad;
                    if (!Put(parameter, device, dtype, nonBlocking))
                    {
                        continue;
                    }

                    parameter.requires_grad = requiresGrad;
                    if (gradient is not null)
                    {
                        parameter.grad = Moved(gradient, device, dtype, nonBlocking);
                    }
                }

                foreach (var (_, buffer) in named_buffers())
                {
                    Put(buffer, device, dtype, nonBlocking);
                }
            }

            private static bool Put(Tensor tensor, Device? device, ScalarType? dtype, bool nonBlocking)
            {
                var moved = Moved(tensor, device, dtype, nonBlocking);
                if (moved.Handle == tensor.Handle)
                {
                    return false;
                }

                tensor.Replace(moved.detach());
                return true;
            }

            private static Tensor Moved(Tensor tensor, Device? device, ScalarType? dtype, bool nonBlocking)
            {
                var type = dtype is { } wanted && tensor.is_floating_point() ? wanted : tensor.dtype;
                var to = device ?? tensor.device;
                return tensor.is_meta && to.type != DeviceType.META
                    ? Aten.empty_like(tensor, type, to)
                    : tensor.to(type, to, non_blocking: nonBlocking);
            }
        }
    }
}
