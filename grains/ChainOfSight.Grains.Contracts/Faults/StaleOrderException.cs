namespace ChainOfSight.Grains.Contracts.Faults;

/// <summary>An order of an older generation than the one that holds.</summary>
[GenerateSerializer]
[Alias("cos.stale-order")]
public sealed class StaleOrderException : RefusedException
{
    /// <summary>Names both generations.</summary>
    /// <param name="who">Who refuses.</param>
    /// <param name="offered">Generation of the order.</param>
    /// <param name="current">Generation that holds.</param>
    public StaleOrderException(string who, long offered, long current)
        : base($"{who} obeys generation {current} and refuses an order of generation {offered}: a newer one has taken over.") => (Offered, Current) = (offered, current);

    /// <summary>For the serializer.</summary>
    public StaleOrderException()
    {
    }

    /// <summary>Generation of the order.</summary>
    [Id(0)]
    public long Offered { get; set; }

    /// <summary>Generation that holds.</summary>
    [Id(1)]
    public long Current { get; set; }
}
