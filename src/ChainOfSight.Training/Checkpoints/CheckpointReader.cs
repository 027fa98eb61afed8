using System.Security.Cryptography;
using ChainOfSight.Storage;
using ChainOfSight.Tensors.Safetensors;

namespace ChainOfSight.Training.Checkpoints;

/// <summary>Reads and verifies checkpoints.</summary>
/// <param name="store">The store of the run.</param>
public sealed class CheckpointReader(IBlobStore store)
{
    /// <summary>Re-reads and hashes every object of a checkpoint.</summary>
    /// <param name="name">Which one.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Its manifest.</returns>
    /// <exception cref="CheckpointException">It is torn, damaged or of another version.</exception>
    public async Task<CheckpointManifest> VerifyAsync(CheckpointName name, CancellationToken cancellationToken = default)
    {
        var manifest = await ReadManifestAsync(name, cancellationToken).ConfigureAwait(false);
        foreach (var entry in manifest.Objects)
        {
            await CopyAsync(entry, Stream.Null, cancellationToken).ConfigureAwait(false);
        }

        return manifest;
    }

    /// <summary>Reads a checkpoint, verifying it on the way.</summary>
    /// <param name="name">Which one.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="CheckpointException">It is torn, damaged or of another version.</exception>
    public async Task<CheckpointContent> ReadAsync(CheckpointName name, CancellationToken cancellationToken = default)
    {
        var manifest = await ReadManifestAsync(name, cancellationToken).ConfigureAwait(false);
        using var bytes = new MemoryStream();
        await CopyAsync(Find(manifest, name, "state.json"), bytes, cancellationToken).ConfigureAwait(false);
        var state = CheckpointJson.Read<CheckpointState>(bytes.ToArray(), name.Folder + "state.json");
        RequireVersion(name, state.Version);
        return new CheckpointContent(
            state,
            await ReadTensorsAsync(Find(manifest, name, "weights.safetensors"), cancellationToken).ConfigureAwait(false),
            await ReadTensorsAsync(Find(manifest, name, "optimizer.safetensors"), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Reads only the state of a checkpoint, verified.</summary>
    /// <exception cref="CheckpointException">It is torn, damaged or of another version.</exception>
    public async Task<CheckpointState> ReadStateAsync(CheckpointName name, CancellationToken cancellationToken = default)
    {
        var manifest = await ReadManifestAsync(name, cancellationToken).ConfigureAwait(false);
        using var bytes = new MemoryStream();
        await CopyAsync(Find(manifest, name, "state.json"), bytes, cancellationToken).ConfigureAwait(false);
        var state = CheckpointJson.Read<CheckpointState>(bytes.ToArray(), name.Folder + "state.json");
        RequireVersion(name, state.Version);
        return state;
    }

    /// <summary>Reads the manifest of a checkpoint.</summary>
    /// <exception cref="CheckpointException">There is none, or it is damaged or of another version.</exception>
    public async Task<CheckpointManifest> ReadManifestAsync(CheckpointName name, CancellationToken cancellationToken = default)
    {
        CheckpointManifest manifest;
        try
        {
            var (bytes, _) = await store.ReadAsync(name.Manifest, 1 << 24, cancellationToken).ConfigureAwait(false);
            manifest = CheckpointJson.Read<CheckpointManifest>(bytes, name.Manifest);
        }
        catch (BlobNotFoundException e)
        {
            throw new CheckpointException(name.Folder, "it has no manifest, so it was never finished.", e);
        }

        RequireVersion(name, manifest.Version);
        return manifest;
    }

    private static void RequireVersion(CheckpointName name, int version)
    {
        if (version != CheckpointState.CurrentVersion)
        {
            throw new CheckpointException(name.Folder,
                $"it has version {version}, this program reads version {CheckpointState.CurrentVersion}. Use the program that wrote it, or train again.");
        }
    }

    private static CheckpointObject Find(CheckpointManifest manifest, CheckpointName name, string file) =>
        manifest.Objects.FirstOrDefault(entry => entry.Name == name.Folder + file)
            ?? throw new CheckpointException(name.Folder, $"its manifest does not name {file}. It is damaged; use another checkpoint.");

    private async Task<IReadOnlyDictionary<string, HostTensor>> ReadTensorsAsync(CheckpointObject entry, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), $"cos-{Guid.NewGuid():N}.safetensors");
        try
        {
            await using (var copy = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
            {
                await CopyAsync(entry, copy, cancellationToken).ConfigureAwait(false);
            }

            using var file = SafetensorsFile.Open(path);
            return file.Entries.ToDictionary(
                tensor => tensor.Name,
                tensor => new HostTensor(tensor.Name, tensor.Dtype, tensor.Shape, file.GetBytes(tensor.Name).ToArray()));
        }
        catch (SafetensorsException e)
        {
            throw new CheckpointException(entry.Name, $"{e.Message} Use another checkpoint.", e);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task CopyAsync(CheckpointObject entry, Stream target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = 0L;
        try
        {
            await using var content = await store.OpenReadAsync(entry.Name, BlobRange.All, cancellationToken).ConfigureAwait(false);
            var block = new byte[Math.Clamp(entry.Length, 1, 1 << 20)];
            while (await content.Stream.ReadAsync(block, cancellationToken).ConfigureAwait(false) is var read and > 0)
            {
                hash.AppendData(block, 0, read);
                length += read;
                await target.WriteAsync(block.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (BlobNotFoundException e)
        {
            throw new CheckpointException(entry.Name, "the manifest names it, and it is gone. Use another checkpoint.", e);
        }

        var found = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (length != entry.Length || found != entry.Sha256)
        {
            throw new CheckpointException(entry.Name,
                $"it is damaged: {length} bytes with SHA-256 {found}, the manifest says {entry.Length} bytes with {entry.Sha256}. Use another checkpoint.");
        }
    }
}
