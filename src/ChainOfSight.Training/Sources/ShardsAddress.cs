namespace ChainOfSight.Training.Sources;

/// <summary>Where the shards of a source are in a remote store: the store, and the source's folder in it.</summary>
/// <param name="Store">Address of the store, such as <c>azure://CONTAINER/PREFIX</c>.</param>
/// <param name="Folder">The source's folder, the last part of the address.</param>
public sealed record ShardsAddress(string Store, string Folder)
{
    /// <summary>Whether a path of a recipe is the address of a remote store and no folder of this machine.</summary>
    public static bool IsRemote(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Contains("://", StringComparison.Ordinal);
    }

    /// <summary>Takes an address apart.</summary>
    /// <returns>Null where it names no folder in a container.</returns>
    public static ShardsAddress? Parse(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var trimmed = address.TrimEnd('/');
        var start = trimmed.IndexOf("://", StringComparison.Ordinal);
        var last = trimmed.LastIndexOf('/');
        return start > 0 && last > start + 2 && last < trimmed.Length - 1 && !trimmed[(start + 3)..last].StartsWith('/') && !trimmed.Contains('?', StringComparison.Ordinal)
            ? new ShardsAddress(trimmed[..last], trimmed[(last + 1)..])
            : null;
    }
}
