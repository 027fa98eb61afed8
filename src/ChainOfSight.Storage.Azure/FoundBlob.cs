namespace ChainOfSight.Storage.Azure;

/// <summary>One version of a blob as Azure describes it.</summary>
/// <param name="Properties">What every store says.</param>
/// <param name="Metadata">What was written beside the bytes.</param>
internal sealed record FoundBlob(BlobProperties Properties, IDictionary<string, string> Metadata);
