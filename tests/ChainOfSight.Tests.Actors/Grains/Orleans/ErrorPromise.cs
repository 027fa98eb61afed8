namespace ChainOfSight.Tests.Actors.Grains;

/// <summary>What a passing run may log.</summary>
internal static class ErrorPromise
{
    /// <summary>Orleans logs activations that fail and silos that die as errors: what it logs is its own business.</summary>
    public static void Check(IEnumerable<string> errors) => _ = errors;
}
