namespace ChainOfSight.Tests.Cluster.Hosted;

/// <summary>What the embedded runtime tells of calls.</summary>
internal static class CallSpans
{
    public const string Source = "ChainOfSight.Actors";

    /// <summary>The name of a span of a method's calls.</summary>
    public static string NameOf(string contract, string method) => $"{contract[1..].ToLowerInvariant()}.{method}";
}
