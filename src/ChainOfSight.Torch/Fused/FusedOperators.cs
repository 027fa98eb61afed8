using ChainOfSight.Torch.Door;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Fused;

/// <summary>
/// Operators that stand for several of ATen's: one pass over memory forward, one backward, f32 inside whatever comes in and goes out. Equal
/// inputs give equal bits, whatever the number of threads. CPU, f32 and bf16 only (<see cref="Supports"/>); no second derivatives.
/// </summary>
public static class FusedOperators
{
    /// <summary>Whether a tensor can be given to them.</summary>
    public static bool Supports(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.device.type == DeviceType.CPU && tensor.dtype is ScalarType.Float32 or ScalarType.BFloat16;
    }

    /// <summary>x / √(mean(x²) + ε) · weight over the last dimension.</summary>
    /// <param name="input"><c>[…, width]</c>.</param>
    /// <param name="weight"><c>[width]</c>; its type is the result's.</param>
    /// <param name="epsilon">Added to the mean square.</param>
    public static Tensor RmsNorm(Tensor input, Tensor weight, double epsilon)
    {
        Fault.Check(NativeMethods.cos_fused_rms_norm(input.Handle, weight.Handle, epsilon, out var made));
        return Made(made, input, weight);
    }

    /// <summary>(x − mean) / √(variance + ε) · weight + bias over the last dimension.</summary>
    /// <param name="input"><c>[…, width]</c>.</param>
    /// <param name="weight"><c>[width]</c>; its type is the result's.</param>
    /// <param name="bias"><c>[width]</c>.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public static Tensor LayerNorm(Tensor input, Tensor weight, Tensor bias, double epsilon)
    {
        Fault.Check(NativeMethods.cos_fused_layer_norm(input.Handle, weight.Handle, bias.Handle, epsilon, out var made));
        return Made(made, input, weight, bias);
    }

    /// <summary>silu(gate) · up, the gated activation of Llama.</summary>
    /// <param name="gate"><c>[…, width]</c>.</param>
    /// <param name="up">Of the same shape and type.</param>
    public static Tensor SiluMul(Tensor gate, Tensor up)
    {
        Fault.Check(NativeMethods.cos_fused_silu_mul(gate.Handle, up.Handle, out var made));
        return Made(made, gate, up);
    }

    /// <summary>x · sigmoid(1.702 x), the activation of CLIP.</summary>
    public static Tensor QuickGelu(Tensor input)
    {
        Fault.Check(NativeMethods.cos_fused_quick_gelu(input.Handle, out var made));
        return Made(made, input);
    }

    /// <summary>Rotary positions: each head's halves turned by the angles of its place.</summary>
    /// <param name="heads"><c>[places, heads, size]</c>.</param>
    /// <param name="cosines">f32 <c>[places, 1, size]</c>, both halves alike.</param>
    /// <param name="sines">f32 <c>[places, 1, size]</c>.</param>
    public static Tensor Rotate(Tensor heads, Tensor cosines, Tensor sines)
    {
        Fault.Check(NativeMethods.cos_fused_rotate(heads.Handle, cosines.Handle, sines.Handle, out var made));
        return Made(made, heads, cosines, sines);
    }

    /// <summary>Softmax over the last dimension; the exponentials and sums are f32, the result has the scores' type.</summary>
    public static Tensor Softmax(Tensor scores)
    {
        Fault.Check(NativeMethods.cos_fused_softmax(scores.Handle, out var made));
        return Made(made, scores);
    }

    /// <summary>Cross-entropy summed over the rows; an f32 number.</summary>
    /// <param name="logits"><c>[rows, classes]</c>.</param>
    /// <param name="targets">int64 <c>[rows]</c>, each 0 to classes − 1.</param>
    public static Tensor CrossEntropySum(Tensor logits, Tensor targets)
    {
        Fault.Check(NativeMethods.cos_fused_cross_entropy_sum(logits.Handle, targets.Handle, out var made));
        return Made(made, logits, targets);
    }

    // The inputs must outlive the call whose handles were taken from them.
    private static Tensor Made(nint handle, params ReadOnlySpan<Tensor> inputs)
    {
        foreach (var input in inputs)
        {
            GC.KeepAlive(input);
        }

        return new Tensor(handle);
    }
}
