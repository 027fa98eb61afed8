namespace ChainOfSight.Storage;

/// <summary>A conditional write or delete found another version than the one it expected; nothing was changed.</summary>
public sealed class BlobConditionFailedException : UserErrorException
{
    /// <summary>Creates the error.</summary>
    /// <param name="store">Description of the store.</param>
    /// <param name="name">The blob.</param>
    /// <param name="condition">What was expected.</param>
    /// <param name="current">ETag that was found; null where there is no blob or the store does not say.</param>
    public BlobConditionFailedException(string store, string name, BlobCondition condition, string? current)
        : base($"'{name}' in {store} was not written: the condition was {condition}, found was {current ?? "no blob"}. "
            + "Someone else wrote it; read it again and decide anew.") => (Name, CurrentETag) = (name, current);

    /// <summary>The blob.</summary>
    public string Name { get; }

    /// <summary>ETag that was found; null where there is no blob or the store does not say.</summary>
    public string? CurrentETag { get; }
}
