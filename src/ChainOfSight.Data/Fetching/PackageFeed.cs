namespace ChainOfSight.Data.Fetching;

/// <summary>Where a package comes from: always through the feed's own client, as it is configured on the machine.</summary>
public enum PackageFeed
{
    /// <summary>Debian, by <c>apt-get download</c>.</summary>
    Debian,

    /// <summary>npm, by <c>npm pack</c>.</summary>
    Npm,
}
