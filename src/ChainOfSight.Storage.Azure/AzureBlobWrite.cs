using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace ChainOfSight.Storage.Azure;

/// <summary>
/// The requests of one write. Knows its own write again by a mark: where a reply was lost and the repeated request finds the condition broken, by itself.
/// </summary>
/// <param name="blob">Client of the blob.</param>
/// <param name="faults">Turns faults into ours.</param>
/// <param name="store">Description of the store.</param>
/// <param name="name">Name of the blob.</param>
/// <param name="condition">What must hold at the commit.</param>
/// <param name="find">Reads what stands there now.</param>
internal sealed class AzureBlobWrite(
    BlockBlobClient blob, AzureFaults faults, string store, string name, BlobCondition condition, Func<CancellationToken, Task<FoundBlob?>> find)
{
    private const string MarkKey = "cos_write";
    private const int Attempts = 4;
    private readonly string mark = Guid.NewGuid().ToString("N");

    /// <summary>Sends one block; nothing is visible before <see cref="CommitAsync"/>.</summary>
    public Task StageAsync(int index, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => faults.GuardAsync(
        $"sending block {index} of '{name}'",
        () => blob.StageBlockAsync(BlockId(index), BinaryData.FromBytes(bytes).ToStream(), cancellationToken: cancellationToken),
        cancellationToken);

    /// <summary>Makes the staged blocks the content.</summary>
    public Task<BlobProperties> CommitAsync(int blocks, long length, CancellationToken cancellationToken) => DecideAsync(
        length,
        () => blob.CommitBlockListAsync(
            Enumerable.Range(0, blocks).Select(BlockId), new CommitBlockListOptions { Metadata = Marked(), Conditions = AzureConditions.Of(condition) }, cancellationToken),
        cancellationToken);

    /// <summary>Writes a small blob by one request.</summary>
    public Task<BlobProperties> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => DecideAsync(
        bytes.Length,
        () => blob.UploadAsync(
            BinaryData.FromBytes(bytes).ToStream(), new BlobUploadOptions { Metadata = Marked(), Conditions = AzureConditions.Of(condition) }, cancellationToken),
        cancellationToken);

    private async Task<BlobProperties> DecideAsync(long length, Func<Task<Response<BlobContentInfo>>> write, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var written = (await faults.GuardAsync($"writing '{name}'", write, cancellationToken).ConfigureAwait(false)).Value;
                return new BlobProperties(length, AzureConditions.Text(written.ETag), written.LastModified);
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412 || e.ErrorCode == "InvalidBlockList")
            {
                var there = await find(cancellationToken).ConfigureAwait(false);
                if (there?.Metadata.TryGetValue(MarkKey, out var found) == true && found == mark)
                {
                    return there.Properties;
                }

                if (!condition.Holds(there?.Properties.ETag))
                {
                    throw new BlobConditionFailedException(store, name, condition, there?.Properties.ETag);
                }

                if (attempt == Attempts)
                {
                    throw new StoreUnavailableException(store, $"writing '{name}'", $"others write it at the same time ({e.ErrorCode}).", e);
                }
            }
        }
    }

    // Blocks of two writers of one name never mix: the ids of each are its own, and all are of one length, as Azure asks.
    private string BlockId(int index) => Convert.ToBase64String([.. Guid.ParseExact(mark, "N").ToByteArray(), .. BitConverter.GetBytes(index)]);

    private Dictionary<string, string> Marked() => new() { [MarkKey] = mark };
}
