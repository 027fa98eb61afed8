using System.Runtime.InteropServices;
using ChainOfSight.Torch.Door;
using ChainOfSight.Torch.Random;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Autograd;

/// <summary>
/// Trades time for memory: a function's forward keeps its inputs only, and backward runs the function again, with
/// the same random numbers, to get what its gradient needs. Gradients are the same to the bit as without it.
/// Parameters that the function uses get their gradients too. Limits: the function must not keep tensors of its own
/// beyond the call; gradients by <c>autograd.grad</c> of its parameters are not found.
/// </summary>
public sealed unsafe class Recompute
{
    private readonly Func<Tensor[], Tensor[]> _function;
    private RandomState? _random;
    private Tensor[] _inputs = [];

    private Recompute(Func<Tensor[], Tensor[]> function) => _function = function;

    /// <summary>Runs a function of one tensor this way.</summary>
    /// <param name="function">Called once now and once in each backward pass.</param>
    /// <param name="input">Its input.</param>
    /// <returns>Its result, which requires a gradient while this thread records.</returns>
    public static Tensor Run(Func<Tensor, Tensor> function, Tensor input) => Run(inputs => [function(inputs[0])], [input], 1)[0];

    /// <summary>Runs a function of several tensors this way.</summary>
    /// <param name="function">Called once now and once in each backward pass; does not change its inputs.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="results">How many results it has.</param>
    /// <returns>Its results, which require gradients while this thread records.</returns>
    public static Tensor[] Run(Func<Tensor[], Tensor[]> function, Tensor[] inputs, int results)
    {
        if (!is_grad_enabled())
        {
            return function(inputs);
        }

        var id = Callbacks.Add(new Recompute(function));
        var given = Array.ConvertAll(inputs, t => t.Handle);
        var made = new nint[results];
        fixed (nint* from = given)
        fixed (nint* to = made)
        {
            Fault.Check(NativeMethods.cos_recompute(from, given.Length, to, results, &Call, &Forget, id));
        }

        GC.KeepAlive(inputs);
        return Array.ConvertAll(made, handle => new Tensor(handle));
    }

    private Tensor?[] Forward(Tensor[] inputs)
    {
        _random = RandomState.Capture(inputs.Length > 0 ? inputs[0].device : CPU);
        _inputs = Array.ConvertAll(inputs, t => t.alias().DetachFromDisposeScope());
        return _function(inputs);
    }

    private Tensor?[] Backward(Tensor?[] gradients)
    {
        var inputs = Array.ConvertAll(_inputs, t =>
        {
            var leaf = t.detach();
            leaf.requires_grad = t.requires_grad;
            return leaf;
        });
        Tensor[] outputs;
        using (var now = RandomState.Capture(inputs.Length > 0 ? inputs[0].device : CPU))
        using (enable_grad())
        {
            _random!.Restore();
            outputs = _function(inputs);
            now.Restore();
        }

        var pairs = outputs.Zip(gradients).Where(p => p.First.requires_grad && p.Second is not null).ToList();
        if (pairs.Count > 0)
        {
            autograd.backward([.. pairs.Select(p => p.First)], [.. pairs.Select(p => p.Second!)]);
        }

        return Array.ConvertAll(inputs, t => t.grad);
    }

    [UnmanagedCallersOnly]
    private static long Call(long context, int phase, nint* given, int givenCount, nint* made, int madeCount)
    {
        try
        {
            using var scope = NewDisposeScope();
            var inputs = new Tensor?[givenCount];
            for (var i = 0; i < givenCount; i++)
            {
                inputs[i] = given[i] == 0 ? null : new Tensor(given[i]);
            }

            var self = Callbacks.Get<Recompute>(context);
            var outputs = phase == 0 ? self.Forward(inputs!) : self.Backward(inputs);
            if (outputs.Length != madeCount)
            {
                throw new ArgumentException($"The recomputed function gave {outputs.Length} results instead of {madeCount}.");
            }

            for (var i = 0; i < madeCount; i++)
            {
                if (outputs[i] is { } output)
                {
                    Fault.Check(NativeMethods.cos_tensor_share(output.Handle, out made[i]));
                }
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
    private static void Forget(long context)
    {
        var self = Callbacks.Get<Recompute>(context);
        Callbacks.Remove(context);
        self._random?.Dispose();
        Array.ForEach(self._inputs, t => t.Dispose());
    }
}
