namespace ChainOfSight.Storage;

/// <summary>One line of a listing.</summary>
/// <param name="Name">Full name of the blob.</param>
/// <param name="Properties">Its properties when it was listed.</param>
public sealed record BlobItem(string Name, BlobProperties Properties);
