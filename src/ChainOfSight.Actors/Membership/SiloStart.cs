using System.Net;

namespace ChainOfSight.Actors.Membership;

/// <summary>Makes the identity of a silo that is about to start.</summary>
public static class SiloStart
{
    private static readonly DateTimeOffset Beginning = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The endpoint with a start number that is later than all it has had, also where the clock was set back.</summary>
    /// <param name="table">The cluster's table.</param>
    /// <param name="endpoint">Where the silo will listen; on loopback.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SiloAddress> NewAddressAsync(IMembershipTable table, IPEndPoint endpoint, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(time);
        var data = await table.ReadAllAsync(cancellationToken);
        return SiloAddress.New(endpoint, JoinRule.StartNumber(data, endpoint, (int)(time.GetUtcNow() - Beginning).TotalSeconds));
    }
}
