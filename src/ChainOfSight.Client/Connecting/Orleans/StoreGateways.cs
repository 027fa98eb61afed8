using Orleans.Messaging;

namespace ChainOfSight.Client;

/// <summary>The silos that take clients, from the membership table.</summary>
/// <param name="table">The table.</param>
internal sealed class StoreGateways(IMembershipTable table) : IGatewayListProvider
{
    /// <inheritdoc/>
    public TimeSpan MaxStaleness => TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public bool IsUpdatable => true;

    /// <inheritdoc/>
    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<IList<Uri>> GetGateways()
    {
        var data = await table.ReadAllAsync(CancellationToken.None);
        return
        [
            .. data.Members.Select(member => member.Item1)
                .Where(entry => entry.Status == SiloStatus.Active && entry.ProxyPort > 0)
                .Select(entry => SiloAddress.New(entry.SiloAddress.Endpoint.Address, entry.ProxyPort, entry.SiloAddress.Generation).ToGatewayUri()),
        ];
    }
}
