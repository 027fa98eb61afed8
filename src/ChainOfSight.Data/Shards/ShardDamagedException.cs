using ChainOfSight.Storage;

namespace ChainOfSight.Data.Shards;

/// <summary>
/// Bytes that were read are not those that were written: a torn download, a failing disk, or a shard that was changed.
/// Never a reason for quarantine, because the sample itself may be good.
/// </summary>
public sealed class ShardDamagedException : UserErrorException
{
    /// <summary>Creates the error.</summary>
    /// <param name="where">Source, shard and place.</param>
    /// <param name="what">Which hash or size differs.</param>
    public ShardDamagedException(string where, string what)
        : base($"{where}: {what} The copy in the store is damaged or was changed. Copy it again from where it came, or import the source again.")
    {
    }
}
