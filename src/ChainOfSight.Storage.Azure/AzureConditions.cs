using Azure;
using Azure.Storage.Blobs.Models;

namespace ChainOfSight.Storage.Azure;

/// <summary>Conditions and ETags between Azure and us.</summary>
internal static class AzureConditions
{
    /// <summary>The same text for one version wherever it is read: listings quote it, other replies don't.</summary>
    public static string Text(ETag etag) => etag.ToString().Trim('"');

    public static BlobRequestConditions? Of(BlobCondition condition) => condition switch
    {
        { MustBeAbsent: true } => new BlobRequestConditions { IfNoneMatch = ETag.All },
        { ETag: { } etag } => new BlobRequestConditions { IfMatch = new ETag(etag) },
        _ => null,
    };
}
