using System.Security.Cryptography;
using ChainOfSight.Storage;
using ChainOfSight.Tensors.Safetensors;

namespace ChainOfSight.Training.Checkpoints;

/// <summary>
/// Writes a checkpoint: objects first, the manifest last, all only where nothing stands. A kill after any write leaves a store in which
/// the checkpoint either exists as a whole or not at all.
/// </summary>
/// <param name="store">The store of the run.</param>
public sealed class CheckpointWriter(IBlobStore store)
{
    /// <summary>Writes one checkpoint.</summary>
    /// <param name="name">Its name; generation and saver make it unique.</param>
    /// <param name="content">Its content.</param>
    /// <param name="cancellationToken">Ends the writing; what was written is not a checkpoint then.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="CheckpointException">Another content stands under the same name.</exception>
    /// <exception cref="DiskFullException">The disk is full; the checkpoint before is untouched.</exception>
    public async Task<CheckpointManifest> WriteAsync(CheckpointName name, CheckpointContent content, CancellationToken cancellationToken = default)
    {
        var objects = new List<CheckpointObject>
        {
            await WriteTensorsAsync(name.Folder + "optimizer.safetensors", content.Optimizer.Values, cancellationToken).ConfigureAwait(false),
            await WriteAsync(name.Folder + "state.json", stream => stream.WriteAsync(CheckpointJson.Write(content.State), cancellationToken), cancellationToken).ConfigureAwait(false),
            await WriteTensorsAsync(name.Folder + "weights.safetensors", content.Weights.Values, cancellationToken).ConfigureAwait(false),
        };
        var manifest = new CheckpointManifest(CheckpointState.CurrentVersion, objects);
        await WriteAsync(name.Manifest, stream => stream.WriteAsync(CheckpointJson.Write(manifest), cancellationToken), cancellationToken).ConfigureAwait(false);
        return manifest;
    }

    private Task<CheckpointObject> WriteTensorsAsync(string blob, IEnumerable<HostTensor> tensors, CancellationToken cancellationToken) => WriteAsync(
        blob,
        stream => new ValueTask(SafetensorsWriter.WriteAsync(stream, tensors.Select(tensor => tensor.ToSource()), cancellationToken: cancellationToken)),
        cancellationToken);

    private async Task<CheckpointObject> WriteAsync(string blob, Func<Stream, ValueTask> write, CancellationToken cancellationToken)
    {
        var upload = await store.StartUploadAsync(blob, BlobCondition.IfAbsent, cancellationToken).ConfigureAwait(false);
        await using var _ = upload.ConfigureAwait(false);
        await using var stream = new HashingUploadStream(upload);
        await write(stream).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        var written = new CheckpointObject(blob, stream.Hash(), stream.Length);
        try
        {
            await upload.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (BlobConditionFailedException)
        {
            // The reply to our own write may have been lost: what counts is whether the same bytes stand there.
            if (await HashAsync(blob, cancellationToken).ConfigureAwait(false) != written.Sha256)
            {
                throw new CheckpointException(blob, "another content stands under this name, and checkpoints are never overwritten. Start the run again: it writes under a new generation.");
            }
        }

        return written;
    }

    private async Task<string> HashAsync(string blob, CancellationToken cancellationToken)
    {
        await using var content = await store.OpenReadAsync(blob, BlobRange.All, cancellationToken).ConfigureAwait(false);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content.Stream, cancellationToken).ConfigureAwait(false));
    }
}
