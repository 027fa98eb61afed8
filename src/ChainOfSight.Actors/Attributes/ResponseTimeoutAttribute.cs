using System.Globalization;

namespace ChainOfSight.Actors;

/// <summary>On a grain interface's method: how long a caller waits for it, instead of the silo's setting.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute : Attribute
{
    /// <summary>From <c>hh:mm:ss</c>.</summary>
    public ResponseTimeoutAttribute(string timeout) => Timeout = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture);

    /// <summary>How long.</summary>
    public TimeSpan? Timeout { get; init; }
}
