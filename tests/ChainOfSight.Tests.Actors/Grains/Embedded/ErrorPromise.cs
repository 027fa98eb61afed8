namespace ChainOfSight.Tests.Actors.Grains;

/// <summary>What a passing run may log.</summary>
internal static class ErrorPromise
{
    /// <summary>Nothing of level error: even where grains fail, that is their callers' business.</summary>
    public static void Check(IEnumerable<string> errors) => Assert.Empty(errors);
}
