namespace ChainOfSight.Actors;

/// <summary>Where an activation of a grain runs.</summary>
public sealed class GrainAddress : IEquatable<GrainAddress>
{
    /// <summary>The grain.</summary>
    public GrainId GrainId { get; init; }

    /// <summary>The activation.</summary>
    public ActivationId ActivationId { get; init; }

    /// <summary>The silo.</summary>
    public SiloAddress? SiloAddress { get; init; }

    /// <summary>The membership under which it was registered.</summary>
    public MembershipVersion MembershipVersion { get; init; } = MembershipVersion.MinValue;

    /// <summary>True if all of grain, activation and silo are known.</summary>
    public bool IsComplete => !GrainId.IsDefault && !ActivationId.IsDefault && SiloAddress is not null;

    /// <summary>Same grain and silo, and the same activation where both know it.</summary>
    public bool Matches(GrainAddress other) =>
        other is not null
        && GrainId == other.GrainId
        && Equals(SiloAddress, other.SiloAddress)
        && (ActivationId.IsDefault || other.ActivationId.IsDefault || ActivationId == other.ActivationId);

    /// <inheritdoc/>
    public bool Equals(GrainAddress? other) =>
        other is not null && Matches(other) && ActivationId == other.ActivationId && MembershipVersion == other.MembershipVersion;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(SiloAddress, GrainId, ActivationId);

    /// <inheritdoc/>
    public override string ToString() => $"{GrainId} {ActivationId} at {SiloAddress}";
}
