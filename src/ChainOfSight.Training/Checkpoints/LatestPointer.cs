namespace ChainOfSight.Training.Checkpoints;

/// <summary><c>runs/{run}/latest.json</c>: the checkpoint with which the run goes on. Swapped by ETag, never written blindly.</summary>
/// <param name="Generation">Generation that moved it last.</param>
/// <param name="Stage">Stage of the checkpoint.</param>
/// <param name="Step">Step of the checkpoint.</param>
/// <param name="Folder">Folder of the checkpoint.</param>
public sealed record LatestPointer(long Generation, string Stage, long Step, string Folder)
{
    /// <summary>Name of the pointer's blob.</summary>
    public static string BlobName(string run) => $"runs/{run}/latest.json";
}
