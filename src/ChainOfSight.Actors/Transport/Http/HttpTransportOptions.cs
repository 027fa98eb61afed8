namespace ChainOfSight.Actors.Transport.Http;

/// <summary>Settings of the transport between the processes of one machine.</summary>
public sealed record HttpTransportOptions
{
    /// <summary>Which cluster; processes with different ids refuse each other.</summary>
    public required string ClusterId { get; init; }

    /// <summary>Known to all processes of the cluster and to nobody else; at least 16 characters. It never travels.</summary>
    public required string Secret { get; init; }

    /// <summary>How many frames may wait for one peer; more are dropped, each call failing alone. Default 10,000.</summary>
    public int QueueCapacity { get; init; } = 10_000;

    /// <summary>Largest frame in bytes, refused at the sender. Default 4 MiB.</summary>
    public int MaxFrameBytes { get; init; } = 4 << 20;

    /// <summary>How long a connection may take. Default 2 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Checks the values.</summary>
    /// <returns>This.</returns>
    /// <exception cref="OrleansConfigurationException">A value is out of its range; names it.</exception>
    public HttpTransportOptions Validate()
    {
        Require(!string.IsNullOrWhiteSpace(ClusterId), $"{nameof(ClusterId)} is empty");
        Require(Secret.Length >= 16, $"{nameof(Secret)} has {Secret.Length} characters, at least 16 are needed; make one with 'openssl rand -hex 16'");
        Require(QueueCapacity >= 1, $"{nameof(QueueCapacity)} {QueueCapacity} must be at least 1");
        Require(MaxFrameBytes >= 1024, $"{nameof(MaxFrameBytes)} {MaxFrameBytes} must be at least 1024");
        Require(ConnectTimeout > TimeSpan.Zero, $"{nameof(ConnectTimeout)} {ConnectTimeout} must be above zero");
        return this;
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new OrleansConfigurationException($"The transport between processes cannot start: {rule}.");
        }
    }
}
