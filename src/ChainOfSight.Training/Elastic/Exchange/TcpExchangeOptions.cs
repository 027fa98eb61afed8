using System.Net;

namespace ChainOfSight.Training.Elastic;

/// <summary>How a lane is reached over TCP.</summary>
public sealed record TcpExchangeOptions
{
    /// <summary>
    /// Address on which it listens. Default loopback. Any other lets every machine that knows the secret send gradients and fetch weights, unencrypted:
    /// only inside a network of one's own.
    /// </summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port; 0 = a free one. Default 0.</summary>
    public int Port { get; init; }

    /// <summary>Host under which others reach it; null = the address. Default null.</summary>
    public string? Host { get; init; }

    /// <summary>Secret that both sides must know, at least 16 bytes. Never sent: each side proves that it knows it.</summary>
    public required ReadOnlyMemory<byte> Secret { get; init; }

    /// <summary>Longest time in which a peer must connect and prove the secret. Default 15 s: a busy machine takes its time, and a peer that has died refuses at once.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Largest message in bytes; a longer one is refused and its connection closed. Default 64 GiB.</summary>
    public long MaxMessageBytes { get; init; } = 64L << 30;

    /// <summary>Messages that may lie at a lane before it asks for them. Default 1,024.</summary>
    public int MaxEarlyMessages { get; init; } = 1024;
}
