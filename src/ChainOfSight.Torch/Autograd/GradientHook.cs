using System.Runtime.InteropServices;
using ChainOfSight.Torch.Door;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Autograd;

/// <summary>A function that backward passes call; disposing removes it. It runs on the thread of the backward pass, on GPUs on libtorch's device thread.</summary>
public sealed unsafe class GradientHook : IDisposable
{
    private readonly Func<Tensor, Tensor?> _function;
    private nint _native;

    private GradientHook(Func<Tensor, Tensor?> function) => _function = function;

    /// <summary>
    /// Calls a function each time a backward pass has added a leaf's gradient to its <c>grad</c>: once per pass, even
    /// when the leaf is used several times. A reduction that overlaps backward starts here. A leaf that several
    /// recomputed functions share is reported once for each of them.
    /// </summary>
    /// <param name="leaf">A parameter that requires a gradient; register after it was moved to its device.</param>
    /// <param name="ready">Gets the accumulated gradient, which is released after the call.</param>
    /// <returns>Removes the hook when disposed.</returns>
    /// <exception cref="TorchException">Not a leaf that requires a gradient.</exception>
    public static GradientHook OnAccumulated(Tensor leaf, Action<Tensor> ready)
    {
        var hook = new GradientHook(gradient =>
        {
            ready(gradient);
            return null;
        });
        return hook.Attach(leaf, accumulated: true);
    }

    /// <summary>Removes the hook.</summary>
    public void Dispose()
    {
        var native = Interlocked.Exchange(ref _native, 0);
        if (native != 0)
        {
            NativeMethods.cos_hook_remove(native);
        }
    }

    internal static GradientHook OnTensor(Tensor tensor, Func<Tensor, Tensor> function) =>
        new GradientHook(function).Attach(tensor, accumulated: false);

    private GradientHook Attach(Tensor tensor, bool accumulated)
    {
        var id = Callbacks.Add(this);
        Fault.Check(accumulated
            ? NativeMethods.cos_hook_accumulated(tensor.Handle, &Run, &Forget, id, out _native)
            : NativeMethods.cos_hook_tensor(tensor.Handle, &Run, &Forget, id, out _native));
        GC.KeepAlive(tensor);
        return this;
    }

    [UnmanagedCallersOnly]
    private static long Run(long context, nint gradient, nint* replacement)
    {
        try
        {
            using var scope = NewDisposeScope();
            var given = new Tensor(gradient);
            var result = Callbacks.Get<GradientHook>(context)._function(given);
            if (result is not null && !ReferenceEquals(result, given))
            {
                Fault.Check(NativeMethods.cos_tensor_share(result.Handle, out *replacement));
            }

            return 0;
        }
#pragma warning disable CA1031 // No exception may cross native frames; this one is thrown again by the call that led here.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Callbacks.Keep(e);
        }
    }

    [UnmanagedCallersOnly]
    private static void Forget(long context) => Callbacks.Remove(context);
}
