using ChainOfSight.Torch.Autograd;
using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>Records nothing on this thread until disposed.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    /// <summary>Records on this thread until disposed.</summary>
    /// <param name="enabled">False records nothing.</param>
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    /// <summary>Sets whether this thread records, until disposed.</summary>
    /// <param name="mode">Whether.</param>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    /// <summary>Whether this thread records.</summary>
    public static bool is_grad_enabled() => NativeMethods.cos_grad_mode() != 0;

    /// <summary>Like <see cref="no_grad"/>, and its tensors can never be part of a recorded operation.</summary>
    /// <param name="mode">False leaves the mode for a while.</param>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    /// <summary>Whether this thread is in inference mode.</summary>
    public static bool is_inference_mode_enabled() => NativeMethods.cos_inference_mode() != 0;
}
