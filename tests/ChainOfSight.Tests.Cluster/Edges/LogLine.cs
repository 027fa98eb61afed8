using Microsoft.Extensions.Logging;

namespace ChainOfSight.Tests.Cluster.Edges;

/// <summary>A line of a log with the properties of its scopes.</summary>
internal sealed record LogLine(LogLevel Level, string Text, IReadOnlyDictionary<string, object?> Properties);
