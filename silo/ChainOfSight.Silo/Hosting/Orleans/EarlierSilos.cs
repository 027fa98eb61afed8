using ChainOfSight.Clustering;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Silo.Hosting;

/// <summary>
/// What a newcomer does about rows of silos before it. Orleans lets two silos have one name, but our grains are bound to names: a newcomer whose namesake still answers is
/// refused, and one whose namesake's port is closed declares it dead. One with another secret would be heard by nobody, and is told so. And Orleans lets nobody in until every
/// active silo answers, while nobody evicts them where all are dead: there the newcomer does so, once their signs of life are stale.
/// </summary>
/// <param name="table">The membership.</param>
/// <param name="secret">Asks whether they are there.</param>
/// <param name="time">Clock of signs of life and of pauses.</param>
/// <param name="log">Hears of waiting.</param>
internal sealed partial class EarlierSilos(IMembershipTable table, SecretConnection secret, TimeProvider time, ILogger<EarlierSilos> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Stale = 3 * ProductDefaults.SignOfLife;

    /// <summary>Sees to it that no other silo has the name and that no dead cluster keeps the newcomer out.</summary>
    /// <exception cref="OrleansConfigurationException">A living silo has the name, or another secret.</exception>
    public async Task ClearAsync(string name, CancellationToken cancellationToken)
    {
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true, cancellationToken);
        for (var isTold = false; ;)
        {
            var data = await table.ReadAllAsync(cancellationToken);
            var rows = await Task.WhenAll(data.Members.Where(row => row.Item1.Status != SiloStatus.Dead).Select(row => AskAsync(row, cancellationToken)));
            Refuse(name, rows);
            var inTheWay = InTheWay(name, rows);
            if (inTheWay.Count == 0)
            {
                return;
            }

            if (inTheWay.Find(row => row.Entry.SiloName == name || IsStale(row.Entry)) is { } dead)
            {
                // A conflict, since others start at the same time, shows when the table is read again.
                dead.Entry.Status = SiloStatus.Dead;
                await table.UpdateRowAsync(dead.Entry, dead.ETag, data.Version.Next(), cancellationToken);
                continue;
            }

            if (!isTold)
            {
                isTold = true;
                var names = inTheWay.ConvertAll(row => row.Entry.SiloName);
                Waiting(log, names, Stale.TotalSeconds);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<Row> AskAsync(Tuple<MembershipEntry, string> row, CancellationToken cancellationToken)
    {
        var answer = await secret.AskAsync(row.Item1.SiloAddress.Endpoint, Patience, cancellationToken);

        // The port of a silo that is long dead may be somebody else's by now.
        return new Row(row.Item1, row.Item2, answer == SecretAnswer.Different && IsStale(row.Item1) ? SecretAnswer.Closed : answer);
    }

    private void Refuse(string name, Row[] rows)
    {
        if (Array.Find(rows, row => row.Answer == SecretAnswer.Different)?.Entry is { } stranger)
        {
            throw new OrleansConfigurationException(secret.Differ($"The silo '{name}'", $"the silo '{stranger.SiloName}' at {stranger.SiloAddress.Endpoint}"));
        }

        // One that is silent may be frozen or behind a slow network, and then it is not for us to bury it.
        if (Array.Find(rows, row => row.Answer != SecretAnswer.Closed && row.Entry.SiloName == name)?.Entry is { } namesake)
        {
            throw new OrleansConfigurationException(
                $"A living silo at {namesake.SiloAddress.Endpoint} is already named '{name}'. Names must be unique within a cluster: give this silo another name, or stop that one.");
        }
    }

    // The living evict others by themselves, but not before they have joined.
    private static List<Row> InTheWay(string name, Row[] rows)
    {
        var isServed = Array.Exists(rows, row => row.Answer != SecretAnswer.Closed && row.Entry.Status == SiloStatus.Active);
        return [.. rows.Where(row => row.Answer == SecretAnswer.Closed && (!isServed || row.Entry.SiloName == name))];
    }

    private bool IsStale(MembershipEntry entry) => time.GetUtcNow().UtcDateTime - (entry.IAmAliveTime > entry.StartTime ? entry.IAmAliveTime : entry.StartTime) > Stale;

    private sealed record Row(MembershipEntry Entry, string ETag, SecretAnswer Answer);

    [LoggerMessage(Level = LogLevel.Information, Message = "No silo of this cluster answers, none of {Silos}. Joining waits until {Seconds} s have passed since their last sign of life.")]
    private static partial void Waiting(ILogger log, List<string> silos, double seconds);
}
