namespace ChainOfSight.Tensors.Kernels;

/// <summary>Which kernels a process uses, from the environment variable <c>COS_KERNELS</c>: <c>fused</c> (default) or <c>composed</c>.</summary>
/// <remarks>Composed ones are slower and the same on every engine: choose them to compare engines to the bit.</remarks>
public static class KernelChoice
{
    /// <summary>The environment variable.</summary>
    public const string Variable = "COS_KERNELS";

    /// <summary>Whether composed kernels were asked for.</summary>
    /// <exception cref="TensorEngineException">The variable has another value.</exception>
    internal static bool IsComposed => Parse(Environment.GetEnvironmentVariable(Variable));

    internal static bool Parse(string? value) => value switch
    {
        null or "" or "fused" => false,
        "composed" => true,
        _ => throw new TensorEngineException($"{Variable} is \"{value}\"; it can be \"fused\" (default) or \"composed\"."),
    };
}
