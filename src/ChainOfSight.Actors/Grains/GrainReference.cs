using ChainOfSight.Actors.Invocation;

namespace ChainOfSight.Actors;

/// <summary>A reference to a grain: base of generated proxies. References to one grain are equal.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private protected GrainReference()
    {
    }

    /// <summary>The grain.</summary>
    public GrainId GrainId { get; private protected set; }

    /// <summary>The interface the reference was made for.</summary>
    public virtual string InterfaceName => "";

    internal ICallRuntime Runtime { get; private protected set; } = null!;

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) => other is not null && GrainId == other.GrainId;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <summary>A hash that is the same in every process.</summary>
    public uint GetUniformHashCode() => GrainId.GetUniformHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"{InterfaceName}:{GrainId}";

    /// <summary>Refer to the same grain.</summary>
    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) =>
        reference1 is null ? reference2 is null : reference1.Equals(reference2);

    /// <summary>Refer to different grains.</summary>
    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !(reference1 == reference2);
}
