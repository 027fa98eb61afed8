using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch.Runtime;

/// <summary>Whether operations must give the same bits each time.</summary>
public static class Determinism
{
    /// <summary>Whether only repeatable algorithms are used.</summary>
    public static bool IsOn => NativeMethods.cos_deterministic() != 0;

    /// <summary>Uses repeatable algorithms where there are any.</summary>
    /// <param name="on">False for the fastest.</param>
    /// <param name="warnOnly">
    /// True: an operation without a repeatable algorithm prints a warning. False: it throws a <see cref="TorchException"/>.
    /// </param>
    public static void Set(bool on, bool warnOnly = false) =>
        Fault.Check(NativeMethods.cos_set_deterministic(on ? 1 : 0, warnOnly ? 1 : 0));
}
