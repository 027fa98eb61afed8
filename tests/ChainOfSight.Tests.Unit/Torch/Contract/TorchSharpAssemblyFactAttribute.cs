namespace ChainOfSight.Tests.Unit.Torch.Contract;

/// <summary>A test that needs a real TorchSharp.dll, which the environment variable <c>TORCHSHARP_ASSEMBLY</c> names; skipped without.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TorchSharpAssemblyFactAttribute : FactAttribute
{
    /// <summary>The environment variable.</summary>
    public const string Variable = "TORCHSHARP_ASSEMBLY";

    public TorchSharpAssemblyFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
        {
            Skip = $"{Variable} names no TorchSharp.dll: the checked-in list is not compared with a real one.";
        }
    }
}
