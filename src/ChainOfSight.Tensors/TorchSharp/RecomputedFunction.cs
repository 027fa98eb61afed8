namespace ChainOfSight.Tensors.TorchSharp;

/// <summary>The node in TorchSharp's graph. Its arguments: the call, its input, an anchor that always requires a gradient.</summary>
internal sealed class RecomputedFunction : autograd.SingleTensorFunction<RecomputedFunction>
{
    private const string Call = "call";

    public override string Name => nameof(RecomputedFunction);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (call, input) = ((RecomputedCall)vars[0], (Tensor)vars[1]);
        ctx.save_data(Call, call);
        ctx.set_materialize_grads(false);
        ctx.save_for_backward([input]);
        return call.Forward(input);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var call = (RecomputedCall)ctx.get_data(Call);
        var input = ctx.get_saved_variables()[0];
        try
        {
            return [null!, call.Backward(input, grad_output)!, null!];
        }
#pragma warning disable CA1031 // No exception may cross native frames: it would end the process. The slot's gradient is not finite then, which names it.
        catch (Exception)
#pragma warning restore CA1031
        {
            return [null!, full_like(input, double.NaN), null!];
        }
    }
}
