using ChainOfSight.Storage;

namespace ChainOfSight.Training.Checkpoints;

/// <summary>A checkpoint that is missing, damaged, of another version, or does not fit what it is wanted for.</summary>
public sealed class CheckpointException : UserErrorException
{
    /// <summary>Creates the error.</summary>
    /// <param name="checkpoint">Which checkpoint: folder or title.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="innerException">What was caught; null where nothing was.</param>
    public CheckpointException(string checkpoint, string message, Exception? innerException = null)
        : base($"Checkpoint {checkpoint}: {message}", innerException!) => Checkpoint = checkpoint;

    /// <summary>Which checkpoint.</summary>
    public string Checkpoint { get; }
}
