namespace ChainOfSight.Storage;

/// <summary>What a store says about one version of a blob.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="ETag">Changes with every write, also of equal bytes. Opaque: compare it, never parse it.</param>
/// <param name="LastModified">When it was written, by the store's clock; for people, not for ordering.</param>
public sealed record BlobProperties(long Length, string ETag, DateTimeOffset LastModified);
