namespace ChainOfSight.Storage;

/// <summary>What must hold for a write or delete to take place; judged in one step with it.</summary>
public readonly record struct BlobCondition
{
    private BlobCondition(bool mustBeAbsent, string? etag) => (MustBeAbsent, ETag) = (mustBeAbsent, etag);

    /// <summary>Always write (the default).</summary>
    public static BlobCondition None => default;

    /// <summary>Write only where no blob has the name: <c>If-None-Match: *</c>.</summary>
    public static BlobCondition IfAbsent => new(true, null);

    /// <summary>True for <see cref="IfAbsent"/>.</summary>
    public bool MustBeAbsent { get; }

    /// <summary>The ETag that the blob must have; null where any will do.</summary>
    public string? ETag { get; }

    /// <summary>Write only over the version with this ETag: <c>If-Match</c>.</summary>
    /// <param name="etag">The ETag that was read.</param>
    public static BlobCondition IfMatch(string etag)
    {
        ArgumentException.ThrowIfNullOrEmpty(etag);
        return new(false, etag);
    }

    /// <summary>Whether a blob with the ETag <paramref name="current"/> (null: no blob) may be written.</summary>
    public bool Holds(string? current) => MustBeAbsent ? current is null : ETag is null || ETag == current;

    /// <summary>The condition as HTTP says it.</summary>
    public override string ToString() => MustBeAbsent ? "If-None-Match: *" : ETag is null ? "none" : $"If-Match: {ETag}";
}
