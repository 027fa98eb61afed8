namespace ChainOfSight.Actors;

/// <summary>The id of one activation of a grain.</summary>
public readonly struct ActivationId : IEquatable<ActivationId>
{
    private readonly Guid _key;

    /// <summary>From a unique number.</summary>
    public ActivationId(Guid key) => _key = key;

    /// <summary>True for the value that was never set.</summary>
    public bool IsDefault => _key == Guid.Empty;

    /// <summary>Reads what <see cref="ToParsableString"/> wrote.</summary>
    public static ActivationId FromParsableString(string activationId) => new(Guid.Parse(activationId.AsSpan(1)));

    /// <summary>A text that <see cref="FromParsableString"/> reads.</summary>
    public string ToParsableString() => ToString();

    /// <inheritdoc/>
    public bool Equals(ActivationId other) => _key == other._key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ActivationId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _key.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"@{_key:N}";

    /// <summary>Equal by value.</summary>
    public static bool operator ==(ActivationId left, ActivationId right) => left.Equals(right);

    /// <summary>Not equal by value.</summary>
    public static bool operator !=(ActivationId left, ActivationId right) => !left.Equals(right);

    internal Guid Key => _key;
}
