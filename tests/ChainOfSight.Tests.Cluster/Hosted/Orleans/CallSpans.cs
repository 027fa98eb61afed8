namespace ChainOfSight.Tests.Cluster.Hosted;

/// <summary>What Orleans tells of calls.</summary>
internal static class CallSpans
{
    public const string Source = "Microsoft.Orleans.Application";

    /// <summary>The name of a span of a method's calls.</summary>
    public static string NameOf(string contract, string method) => $"{contract}/{method}";
}
