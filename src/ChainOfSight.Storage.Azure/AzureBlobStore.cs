using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace ChainOfSight.Storage.Azure;

/// <summary>A store in a container of Azure Blob Storage, or in a part of one. Safe for many threads, processes and machines.</summary>
/// <remarks>
/// Blobs are block blobs. Each write carries a random mark in the blob's metadata: when the reply to it is lost and the repeated request fails its condition,
/// the mark tells our own write from another's. A download that breaks is taken up again only while the same version stands; if it was replaced
/// meanwhile the read fails as an I/O fault, never with a mixture.
/// </remarks>
public sealed class AzureBlobStore : IBlobStore
{
    private readonly BlobContainerClient container;
    private readonly string root;
    private readonly AzureStoreOptions options;
    private readonly AzureFaults faults;
    private Task? prepared;

    private AzureBlobStore(BlobContainerClient container, string prefix, AzureStoreOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(options.BlockBytes is >= 1 and <= 1 << 30, true, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ParallelBlocks, 1, nameof(options));
        (this.container, this.options) = (container, options);
        root = prefix.Length == 0 ? "" : BlobName.Validate(prefix.TrimEnd('/')) + "/";
        Description = $"Azure container {container.Uri.GetLeftPart(UriPartial.Path)}{(root.Length == 0 ? "" : "/" + root.TrimEnd('/'))}";
        faults = new AzureFaults(Description, container.Name);
    }

    /// <inheritdoc />
    public string Description { get; }

    /// <summary>Opens a container with an account's connection string. Nothing is asked of Azure yet.</summary>
    /// <param name="connectionString">The connection string, as the portal shows it; or one with a SAS.</param>
    /// <param name="container">Name of the container.</param>
    /// <param name="prefix">Folder within the container; empty for the whole.</param>
    /// <param name="options">How to talk to it.</param>
    /// <exception cref="StoreAccessException">The connection string is malformed.</exception>
    public static AzureBlobStore WithConnectionString(string connectionString, string container, string prefix = "", AzureStoreOptions? options = null)
    {
        try
        {
            return new AzureBlobStore(new BlobContainerClient(connectionString, container, ClientOptions(options)), prefix, options ?? new());
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException && e is not ArgumentOutOfRangeException)
        {
            // The message may quote the string, which holds the key: it is not repeated.
            throw new StoreAccessException($"container '{container}'",
                "the connection string is malformed. Legal is 'DefaultEndpointsProtocol=https;AccountName=…;AccountKey=…;EndpointSuffix=core.windows.net', "
                + "or 'BlobEndpoint=…;SharedAccessSignature=…'; copy it again from the storage account's page 'Access keys'.");
        }
    }

    /// <summary>Opens a container by its URL. Nothing is asked of Azure yet.</summary>
    /// <param name="url">URL of the container, with a SAS where there is no <paramref name="credential"/>.</param>
    /// <param name="credential">Identity to use; null with a SAS.</param>
    /// <param name="prefix">Folder within the container; empty for the whole.</param>
    /// <param name="options">How to talk to it.</param>
    public static AzureBlobStore WithUrl(Uri url, TokenCredential? credential, string prefix = "", AzureStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(url);
        var client = credential is null ? new BlobContainerClient(url, ClientOptions(options)) : new BlobContainerClient(url, credential, ClientOptions(options));
        return new AzureBlobStore(client, prefix, options ?? new());
    }

    /// <inheritdoc />
    public async Task<BlobProperties?> FindAsync(string name, CancellationToken cancellationToken = default)
    {
        var blob = await ClientAsync(name, cancellationToken).ConfigureAwait(false);
        return (await FindAsync(blob, name, cancellationToken).ConfigureAwait(false))?.Properties;
    }

    /// <inheritdoc />
    public async Task<BlobContent> OpenReadAsync(string name, BlobRange range, CancellationToken cancellationToken = default)
    {
        range.Within(long.MaxValue);
        var blob = await ClientAsync(name, cancellationToken).ConfigureAwait(false);
        if (range.Length == 0)
        {
            return await EmptyAsync(blob, name, range, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var asked = new BlobDownloadOptions { Range = range == BlobRange.All ? default : new HttpRange(range.Offset, range.Length) };
            var found = (await faults.GuardAsync($"reading '{name}'", () => blob.DownloadStreamingAsync(asked, cancellationToken), cancellationToken).ConfigureAwait(false)).Value;
            var details = found.Details;
            var properties = new BlobProperties(WholeLength(details), AzureConditions.Text(details.ETag), details.LastModified);
            return new BlobContent(new AzureReadStream(found.Content, faults, name, Description), properties);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            throw new BlobNotFoundException(Description, name);
        }
        catch (RequestFailedException e) when (e.Status == 416)
        {
            return await EmptyAsync(blob, name, range, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    public async Task<BlobUpload> StartUploadAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default)
    {
        var blob = await ClientAsync(name, cancellationToken).ConfigureAwait(false);
        return new AzureBlobUpload(
            new AzureBlobWrite(blob, faults, Description, name, condition, token => FindAsync(blob, name, token)), options);
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<BlobItem> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await PrepareAsync(cancellationToken).ConfigureAwait(false);
        var items = container.GetBlobsAsync(BlobTraits.None, BlobStates.None, root + prefix, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var _ = items.ConfigureAwait(false);
        while (await faults.GuardAsync($"listing '{prefix}'", () => items.MoveNextAsync().AsTask(), cancellationToken).ConfigureAwait(false))
        {
            var properties = items.Current.Properties;
            yield return new BlobItem(
                items.Current.Name[root.Length..],
                new BlobProperties(properties.ContentLength ?? 0, properties.ETag is { } etag ? AzureConditions.Text(etag) : "", properties.LastModified ?? default));
        }
    }

    /// <inheritdoc />
    public async Task<bool> DeleteAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default)
    {
        var blob = await ClientAsync(name, cancellationToken).ConfigureAwait(false);
        if (condition.MustBeAbsent)
        {
            return await FindAsync(blob, name, cancellationToken).ConfigureAwait(false) is { } there
                ? throw new BlobConditionFailedException(Description, name, condition, there.Properties.ETag)
                : false;
        }

        try
        {
            await faults.GuardAsync($"deleting '{name}'",
                () => blob.DeleteAsync(DeleteSnapshotsOption.IncludeSnapshots, AzureConditions.Of(condition), cancellationToken), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return condition.ETag is null ? false : throw new BlobConditionFailedException(Description, name, condition, null);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            var there = await FindAsync(blob, name, cancellationToken).ConfigureAwait(false);
            throw new BlobConditionFailedException(Description, name, condition, there?.Properties.ETag);
        }
    }

    private static BlobClientOptions ClientOptions(AzureStoreOptions? options)
    {
        options ??= new();
        var made = new BlobClientOptions
        {
            Retry =
            {
                Mode = RetryMode.Exponential,
                MaxRetries = options.Retries,
                Delay = options.FirstRetryPause,
                MaxDelay = options.LongestRetryPause,
                NetworkTimeout = options.RequestTimeout,
            },
            Diagnostics = { IsTelemetryEnabled = false, IsLoggingEnabled = false, IsDistributedTracingEnabled = false },
        };
        made.Transport = options.Transport ?? made.Transport;
        return made;
    }

    // A range's reply says "bytes 3-6/10".
    private static long WholeLength(BlobDownloadDetails details) =>
        details.ContentRange?.Split('/') is [_, var length] ? long.Parse(length, CultureInfo.InvariantCulture) : details.ContentLength;

    private async Task<BlobContent> EmptyAsync(BlockBlobClient blob, string name, BlobRange range, CancellationToken cancellationToken)
    {
        var there = await FindAsync(blob, name, cancellationToken).ConfigureAwait(false) ?? throw new BlobNotFoundException(Description, name);
        range.Within(there.Properties.Length);
        return new BlobContent(Stream.Null, there.Properties);
    }

    private async Task<FoundBlob?> FindAsync(BlockBlobClient blob, string name, CancellationToken cancellationToken)
    {
        try
        {
            var found = (await faults.GuardAsync($"looking at '{name}'", () => blob.GetPropertiesAsync(cancellationToken: cancellationToken), cancellationToken).ConfigureAwait(false)).Value;
            return new FoundBlob(new BlobProperties(found.ContentLength, AzureConditions.Text(found.ETag), found.LastModified), found.Metadata);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private async Task<BlockBlobClient> ClientAsync(string name, CancellationToken cancellationToken)
    {
        BlobName.Validate(name);
        await PrepareAsync(cancellationToken).ConfigureAwait(false);
        return container.GetBlockBlobClient(root + name);
    }

    // Made once; a failed attempt is not remembered.
    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (options.CreateContainer && prepared is not { IsCompletedSuccessfully: true })
        {
            await (prepared = faults.GuardAsync(
                "making the container", () => container.CreateIfNotExistsAsync(cancellationToken: cancellationToken), cancellationToken)).ConfigureAwait(false);
        }
    }
}
