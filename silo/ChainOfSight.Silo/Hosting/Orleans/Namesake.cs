using System.Net.Sockets;

namespace ChainOfSight.Silo.Hosting;

/// <summary>
/// Orleans lets two silos have one name; our grains are bound to names. A newcomer whose namesake still answers is refused; one whose namesake's port is closed
/// declares it dead, so that a silo that is started again need not wait for its eviction.
/// </summary>
/// <param name="table">The membership.</param>
/// <param name="time">Clock of the attempt to reach it.</param>
internal sealed class Namesake(IMembershipTable table, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Sees to it that no other silo has the name.</summary>
    /// <exception cref="OrleansConfigurationException">One has it and lives.</exception>
    public async Task RequireGoneAsync(string name, CancellationToken cancellationToken)
    {
        await table.InitializeMembershipTable(tryInitTableVersion: true);
        var data = await table.ReadAll();
        foreach (var (entry, etag) in data.Members.Where(member => member.Item1.SiloName == name && member.Item1.Status != SiloStatus.Dead))
        {
            if (await AnswersAsync(entry.SiloAddress, cancellationToken))
            {
                throw new OrleansConfigurationException(
                    $"A silo \"{name}\" is in the cluster already, at {entry.SiloAddress.Endpoint}. Give this one another name with --name, or stop the other first.");
            }

            entry.Status = SiloStatus.Dead;
            await table.UpdateRow(entry, etag, data.Version.Next());
            data = await table.ReadAll();
        }
    }

    private async Task<bool> AnswersAsync(SiloAddress silo, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var socket = new Socket(silo.Endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(silo.Endpoint, end.Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // No refusal: it may be frozen or behind a slow network, and then it is not for us to bury it.
            return true;
        }
    }
}
