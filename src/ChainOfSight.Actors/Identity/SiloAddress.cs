using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace ChainOfSight.Actors;

/// <summary>
/// A silo's identity: endpoint and start number. A silo that starts again at the same endpoint has another number, so it is another silo.
/// A client's number is negative.
/// </summary>
public sealed class SiloAddress : IEquatable<SiloAddress>, IComparable<SiloAddress>
{
    private readonly int _hash;

    private SiloAddress(IPEndPoint endpoint, int generation)
    {
        Endpoint = endpoint;
        Generation = generation;
        _hash = GetConsistentHashCode(endpoint, generation);
    }

    /// <summary>No silo: 0.0.0.0:0@0.</summary>
    public static SiloAddress Zero { get; } = New(new IPEndPoint(0, 0), 0);

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>Its start number.</summary>
    public int Generation { get; }

    /// <summary>True if it is a client's.</summary>
    public bool IsClient => Generation < 0;

    /// <summary>From endpoint and start number.</summary>
    public static SiloAddress New(IPEndPoint ep, int gen) => new(ep, gen);

    /// <summary>From address, port and start number.</summary>
    public static SiloAddress New(IPAddress address, int port, int generation) => new(new(address, port), generation);

    /// <summary>Reads <c>127.0.0.1:11111@3</c>.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static SiloAddress FromParsableString(string addr) =>
        TryParse(addr, null, out var result) ? result : throw new FormatException($"'{addr}' is not a silo's address: expected endpoint@number.");

    /// <summary>Reads <c>127.0.0.1:11111@3</c>; false if it is none.</summary>
    public static bool TryParse(string? value, IFormatProvider? provider, [NotNullWhen(true)] out SiloAddress? result)
    {
        result = null;
        var at = value?.LastIndexOf('@') ?? -1;
        if (at <= 0
            || !IPEndPoint.TryParse(value.AsSpan(0, at), out var endpoint)
            || !int.TryParse(value.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var generation))
        {
            return false;
        }

        result = New(endpoint, generation);
        return true;
    }

    /// <summary>A hash that is the same in every process.</summary>
    public int GetConsistentHashCode() => _hash;

    /// <summary>True if this is an earlier start at the same endpoint.</summary>
    public bool IsPredecessorOf(SiloAddress other) => Endpoint.Equals(other.Endpoint) && Generation < other.Generation;

    /// <summary>True if this is a later start at the same endpoint.</summary>
    public bool IsSuccessorOf(SiloAddress other) => other.IsPredecessorOf(this);

    /// <summary>A text that <see cref="FromParsableString"/> reads.</summary>
    public string ToParsableString() => ToString();

    /// <inheritdoc/>
    public int CompareTo(SiloAddress? other)
    {
        if (other is null)
        {
            return 1;
        }

        var byGeneration = Generation.CompareTo(other.Generation);
        var byPort = byGeneration != 0 ? byGeneration : Endpoint.Port.CompareTo(other.Endpoint.Port);
        return byPort != 0 ? byPort : Endpoint.Address.GetAddressBytes().AsSpan().SequenceCompareTo(other.Endpoint.Address.GetAddressBytes());
    }

    /// <inheritdoc/>
    public bool Equals(SiloAddress? other) =>
        other is not null && (ReferenceEquals(this, other) || (Generation == other.Generation && Endpoint.Equals(other.Endpoint)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Endpoint}@{Generation}");

    private static int GetConsistentHashCode(IPEndPoint endpoint, int generation)
    {
        var address = endpoint.Address.GetAddressBytes();
        return (int)StableHash.Mix(StableHash.Hash64(address) ^ ((ulong)(uint)generation << 16) ^ (uint)endpoint.Port);
    }
}
