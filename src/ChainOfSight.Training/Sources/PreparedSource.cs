using ChainOfSight.Storage;

namespace ChainOfSight.Training.Sources;

/// <summary>A source whose shards are there.</summary>
/// <param name="Store">The store that holds it.</param>
/// <param name="Folder">Its folder within the store.</param>
public sealed record PreparedSource(IBlobStore Store, string Folder);
