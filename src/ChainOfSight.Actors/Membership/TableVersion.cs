namespace ChainOfSight.Actors;

/// <summary>Version of the whole membership table: a number that grows with each change of a row, and the ETag that guards the next change.</summary>
/// <param name="version">The number.</param>
/// <param name="eTag">The ETag that was read with it.</param>
public sealed class TableVersion(int version, string eTag) : ISpanFormattable, IEquatable<TableVersion>
{
    /// <summary>Grows by one with each insert or update of a row.</summary>
    public int Version { get; } = version;

    /// <summary>What the table's ETag must be for a change to take place.</summary>
    public string VersionEtag { get; } = eTag;

    /// <summary>Whether both are the same version under the same ETag.</summary>
    public static bool operator ==(TableVersion? left, TableVersion? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they differ in number or ETag.</summary>
    public static bool operator !=(TableVersion? left, TableVersion? right) => !(left == right);

    /// <summary>The version to write next: the number after this one, guarded by this one's ETag.</summary>
    public TableVersion Next() => new(Version + 1, VersionEtag);

    /// <inheritdoc />
    public bool Equals(TableVersion? other) => other is not null && Version == other.Version && VersionEtag == other.VersionEtag;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as TableVersion);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Version, VersionEtag);

    /// <inheritdoc />
    public override string ToString() => $"<{Version}, {VersionEtag}>";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"<{Version}, {VersionEtag}>", out charsWritten);
}
