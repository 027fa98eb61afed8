using System.Text;

namespace ChainOfSight.Actors.Invocation;

/// <summary>A method of a grain interface, as generated code describes it.</summary>
public sealed class MethodDescription
{
    /// <summary>Describes a method.</summary>
    /// <param name="interfaceName">The interface's alias or full name.</param>
    /// <param name="methodName">The method's alias or name.</param>
    /// <param name="identity">What tells it from the interface's other methods: alias, or name and parameter types.</param>
    /// <param name="options">How its requests are admitted.</param>
    /// <param name="timeoutTicks">The response time-out in ticks of 100 ns; 0: the silo's.</param>
    public MethodDescription(string interfaceName, string methodName, string identity, MethodOptions options, long timeoutTicks)
    {
        InterfaceName = interfaceName;
        MethodName = methodName;
        Options = options;
        Timeout = timeoutTicks == 0 ? null : TimeSpan.FromTicks(timeoutTicks);
        FullName = interfaceName[(interfaceName.LastIndexOf('.') + 1)..] + "." + methodName;
        Id = StableHash.Hash64(Encoding.UTF8.GetBytes(interfaceName + "\n" + identity));
    }

    /// <summary>The interface's alias or full name.</summary>
    public string InterfaceName { get; }

    /// <summary>The method's alias or name.</summary>
    public string MethodName { get; }

    /// <summary>Interface and method for people.</summary>
    public string FullName { get; }

    /// <summary>How its requests are admitted.</summary>
    public MethodOptions Options { get; }

    /// <summary>Its own response time-out, if it has one.</summary>
    public TimeSpan? Timeout { get; }

    /// <summary>Its id in messages.</summary>
    public ulong Id { get; }

    /// <inheritdoc/>
    public override string ToString() => FullName;
}
