using ChainOfSight.Actors.Transport.Http;

namespace ChainOfSight.Actors.Membership;

/// <summary>Gets a silo into the table, beside nobody of its name and after all earlier starts at its endpoint.</summary>
/// <param name="me">The silo.</param>
/// <param name="table">The table.</param>
/// <param name="peers">Asks the silo that has the name whether it lives.</param>
/// <param name="options">Times.</param>
/// <param name="time">The clock.</param>
internal sealed class ClusterJoin(LocalMember me, MembershipTableClient table, IMembershipPeers peers, MembershipOptions options, TimeProvider time)
{
    private readonly SilenceDetector signs = new(options.TablePeriod);
    private readonly Dictionary<SiloAddress, DateTime> lastSigns = [];
    private readonly Dictionary<SiloAddress, int> refusals = [];

    /// <summary>Joins.</summary>
    /// <returns>The table with this silo in it, and when the attempt that put it there began.</returns>
    /// <exception cref="OrleansConfigurationException">A living silo has the name, or a later start the endpoint.</exception>
    public async Task<(MembershipTableData Table, TimeSpan Started)> RunAsync(CancellationToken cancellationToken)
    {
        await GreetAsync(cancellationToken);
        while (true)
        {
            var started = time.GetElapsedTime(0);
            var wait = TimeSpan.Zero;
            var joined = await table.ChangeAsync(
                data =>
                {
                    started = time.GetElapsedTime(0);
                    return JoinRule.Next(data, me.Address, me.Name) switch
                    {
                        JoinStep.Insert => Row(),
                        JoinStep.Bury bury => Dead(bury.Predecessor.Item1),
                        JoinStep.Refused refused => throw new OrleansConfigurationException(refused.Reason),
                        _ => null,
                    };
                },
                cancellationToken);
            switch (JoinRule.Next(joined, me.Address, me.Name))
            {
                case JoinStep.Joined:
                    return (joined, started);
                case JoinStep.Examine examine:
                    wait = await ExamineAsync(examine.Namesake.Item1, cancellationToken);
                    break;
            }

            await Task.Delay(wait, time, cancellationToken);
        }
    }

    // Before anything is written: a silo with a wrong secret must not get in and take the others for dead.
    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        var data = await table.PersistAsync((it, ct) => it.ReadAllAsync(ct), cancellationToken);
        foreach (var silo in data.Members.Where(row => row.Item1.Status != SiloStatus.Dead).Select(row => row.Item1.SiloAddress))
        {
            LoopbackOnly.Require(silo.Endpoint);
            await AskAsync(silo, cancellationToken);
        }
    }

    private async Task<TimeSpan> ExamineAsync(MembershipEntry namesake, CancellationToken cancellationToken)
    {
        var silo = namesake.SiloAddress;
        signs.Tick(time.GetElapsedTime(0));
        signs.Watch(silo);
        if (!lastSigns.TryGetValue(silo, out var last) || last != namesake.IAmAliveTime)
        {
            lastSigns[silo] = namesake.IAmAliveTime;
            signs.Heard(silo);
        }

        switch (await AskAsync(silo, cancellationToken))
        {
            case ProbeAnswer.Alive:
                throw new OrleansConfigurationException(
                    $"A living silo at {silo} is already named '{me.Name}'. Names must be unique within a cluster: give this silo another name, or stop that one.");
            case ProbeAnswer.Replaced:
                await BuryAsync(silo, cancellationToken);
                return TimeSpan.Zero;
            case ProbeAnswer.Refused when (refusals[silo] = refusals.GetValueOrDefault(silo) + 1) >= options.RefusalsNeeded:
                await BuryAsync(silo, cancellationToken);
                return TimeSpan.Zero;
            case ProbeAnswer.Silent when signs.Silence(silo) >= options.SilencePatience:
                await BuryAsync(silo, cancellationToken);
                return TimeSpan.Zero;
            case ProbeAnswer.Refused:
                return options.RefusalPeriod;
            default:
                return options.TablePeriod;
        }
    }

    private async Task<ProbeAnswer> AskAsync(SiloAddress silo, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(options.ProbeTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        return await peers.ProbeAsync(silo, linked.Token);
    }

    private Task<MembershipTableData> BuryAsync(SiloAddress silo, CancellationToken cancellationToken) =>
        table.ChangeAsync(data => data.TryGet(silo) is var (entry, _) && entry.Status != SiloStatus.Dead ? Dead(entry) : null, cancellationToken);

    private MembershipEntry Dead(MembershipEntry entry)
    {
        var dead = entry.Copy();
        dead.AddOrUpdateSuspector(me.Address, time.GetUtcNow().UtcDateTime, options.VotesNeeded + 1);
        dead.Status = SiloStatus.Dead;
        return dead;
    }

    private MembershipEntry Row()
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new MembershipEntry
        {
            SiloAddress = me.Address,
            SiloName = me.Name,
            HostName = me.HostName,
            RoleName = me.Labels.ToString(),
            Status = SiloStatus.Joining,
            ProxyPort = me.Address.Endpoint.Port,
            StartTime = now,
            IAmAliveTime = now,
        };
    }
}
