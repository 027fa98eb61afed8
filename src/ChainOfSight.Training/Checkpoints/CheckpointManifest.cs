namespace ChainOfSight.Training.Checkpoints;

/// <summary>
/// Names every object of a checkpoint in full; written last, so that a checkpoint without a valid manifest does not exist.
/// </summary>
/// <param name="Version">Version of the format.</param>
/// <param name="Objects">Every object but the manifest itself, ordered by name.</param>
public sealed record CheckpointManifest(int Version, IReadOnlyList<CheckpointObject> Objects)
{
    /// <summary>Bytes of all objects together.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long Length => Objects.Sum(entry => entry.Length);
}
