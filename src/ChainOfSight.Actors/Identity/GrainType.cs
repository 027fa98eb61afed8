namespace ChainOfSight.Actors;

/// <summary>The kind of a grain: one per grain class.</summary>
public readonly struct GrainType : IEquatable<GrainType>, IComparable<GrainType>
{
    private readonly IdSpan _value;

    /// <summary>From its name's bytes.</summary>
    public GrainType(IdSpan id) => _value = id;

    /// <summary>From its name's bytes.</summary>
    public GrainType(byte[] value) => _value = new(value);

    /// <summary>The name.</summary>
    public IdSpan Value => _value;

    /// <summary>True for the value that was never set.</summary>
    public bool IsDefault => _value.IsDefault;

    /// <summary>From its name.</summary>
    public static GrainType Create(string value) => new(IdSpan.Create(value));

    /// <summary>The name's bytes.</summary>
    public ReadOnlySpan<byte> AsSpan() => _value.AsSpan();

    /// <summary>A hash that is the same in every process.</summary>
    public uint GetUniformHashCode() => _value.GetUniformHashCode();

    /// <inheritdoc/>
    public int CompareTo(GrainType other) => _value.CompareTo(other._value);

    /// <inheritdoc/>
    public bool Equals(GrainType obj) => _value.Equals(obj._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode();

    /// <inheritdoc/>
    public override string? ToString() => _value.ToString();

    /// <summary>Equal by name.</summary>
    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    /// <summary>Not equal by name.</summary>
    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);
}
