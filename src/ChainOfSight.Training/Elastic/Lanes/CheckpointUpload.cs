using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;

namespace ChainOfSight.Training.Elastic;

/// <summary>Writes a checkpoint and reads it back, beside training. Moves no pointer.</summary>
internal sealed class CheckpointUpload(IBlobStore store, TimeProvider time)
{
    public async Task<SavedCheckpoint> RunAsync(CheckpointName name, CheckpointContent content, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var manifest = await new CheckpointWriter(store).WriteAsync(name, content, cancellationToken).ConfigureAwait(false);
        await new CheckpointReader(store).VerifyAsync(name, cancellationToken).ConfigureAwait(false);
        return new SavedCheckpoint(name, content.State.StageIndex, manifest.Length, TimeSpan.Zero, time.GetElapsedTime(start));
    }
}
