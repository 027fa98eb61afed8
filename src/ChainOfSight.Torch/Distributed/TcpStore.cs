using System.Diagnostics;
using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch.Distributed;

/// <summary>A store that one rank serves over TCP and the others reach: c10d's <c>TCPStore</c>.</summary>
/// <remarks>
/// c10d's server listens on every network interface, without authentication; whoever reaches the port can read and change keys. Use it
/// in networks you trust, or <see cref="FileStore"/> among processes of one machine.
/// </remarks>
public sealed class TcpStore : Store
{
    private TcpStore(nint made, string host, int port, TimeSpan timeout)
        : base(made, timeout)
    {
        Host = host;
        Port = port;
    }

    /// <summary>Name or address of the machine that serves.</summary>
    public string Host { get; }

    /// <summary>Its port; where 0 was asked for, the free one that was found.</summary>
    public int Port { get; }

    /// <summary>Serves a store, or joins one.</summary>
    /// <param name="host">Name or address of the machine that serves.</param>
    /// <param name="port">Its port, 1 to 65535; 0 for any free one, for the server only.</param>
    /// <param name="isServer">Whether this process serves; one does.</param>
    /// <param name="timeout">How long to try to connect, and later to wait for keys.</param>
    /// <exception cref="ArgumentException">A port out of range, or 0 without serving.</exception>
    /// <exception cref="DistributedTimeoutException">Nobody serves there.</exception>
    /// <exception cref="DistributedException">The port is taken, the name is unknown, or this libtorch has no c10d.</exception>
    public static TcpStore Open(string host, int port, bool isServer, TimeSpan timeout)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        if (port is < 0 or > 65535 || (port == 0 && !isServer))
        {
            throw new ArgumentOutOfRangeException(nameof(port), port,
                "A store's port is 1 to 65535; 0 (any free port) is for the rank that serves, the others need the port it found.");
        }

        TorchLibrary.EnsureLoaded();
        var started = Stopwatch.GetTimestamp();
        var code = NativeMethods.cos_store_tcp(host, port, isServer ? 1 : 0, DistributedFault.Milliseconds(timeout), out var made, out var bound);
        DistributedFault.Check(code, $"{(isServer ? "serving a store at" : "connecting to the store at")} {host}:{port}", null, started, timeout);
        return new TcpStore(made, host, bound, timeout);
    }

    /// <summary>The address, for messages.</summary>
    public override string ToString() => $"the store at {Host}:{Port}";
}
