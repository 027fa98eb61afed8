namespace ChainOfSight.Clustering;

/// <summary>Where a grain's state lies in the store.</summary>
internal static class GrainStateBlobs
{
    /// <summary>Name of the blob: service, state, grain type, key.</summary>
    public static string Name(string serviceId, string stateName, GrainId grain) =>
        $"clusters/{BlobSegment.Escape(serviceId)}/grains/{BlobSegment.Escape(grain.Type.ToString()!)}/{BlobSegment.Escape(grain.Key.ToString()!)}/{BlobSegment.Escape(stateName)}.json";
}
