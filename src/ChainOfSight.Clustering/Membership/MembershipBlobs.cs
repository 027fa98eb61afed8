using System.Globalization;

namespace ChainOfSight.Clustering;

/// <summary>Where a cluster keeps its membership in the store.</summary>
/// <param name="clusterId">Name of the cluster.</param>
internal sealed class MembershipBlobs(string clusterId)
{
    /// <summary>Everything of this cluster begins so.</summary>
    public string Prefix { get; } = $"clusters/{BlobSegment.Escape(clusterId)}/membership/";

    /// <summary>The table.</summary>
    public string Table => Prefix + "table.json";

    /// <summary>A silo's sign of life.</summary>
    public string Alive(SiloAddress silo) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}alive/{BlobSegment.Escape(silo.Endpoint.ToString())}-{silo.Generation}.json");
}
