using Microsoft.Extensions.Logging;

namespace ChainOfSight.Actors.Membership;

/// <summary>
/// One silo's part in the membership protocol: joins, keeps its lease by signing the table, watches others, leaves, and stops itself when its word counts no more.
/// </summary>
/// <remarks>Everything runs on the scheduler on which <see cref="JoinAsync"/> was called; decisions are in pure classes beside this one.</remarks>
public sealed partial class MembershipAgent : IClusterMembership, IPeerObserver, IAsyncDisposable
{
    private readonly LocalMember me;
    private readonly MembershipOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly IMembershipPeers peers;
    private readonly MembershipTableClient table;
    private readonly ViewPublisher views = new();
    private readonly PeerWatch watch;
    private readonly DeathRule deaths;
    private readonly SignsOfLife signs;
    private readonly Lease lease;
    private readonly Lock gate = new();
    private readonly Signal early;
    private readonly CancellationTokenSource stopping = new();
    private readonly Action<string> fenced;
    private ITimer? leaseTimer;
    private Task loops = Task.CompletedTask;
    private bool leaving;
    private bool isFenced;

    /// <summary>Creates the agent; nothing runs before <see cref="JoinAsync"/>.</summary>
    /// <param name="me">This silo.</param>
    /// <param name="table">The cluster's table.</param>
    /// <param name="peers">The network.</param>
    /// <param name="options">Times and counts; checked here.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Takes what happens.</param>
    /// <param name="fenced">
    /// Called once, with the reason, when this silo must stop: end its lanes first, then the process. Must not throw; runs on any thread.
    /// </param>
    /// <exception cref="OrleansConfigurationException">The options do not go together.</exception>
    public MembershipAgent(
        LocalMember me, IMembershipTable table, IMembershipPeers peers, MembershipOptions options, TimeProvider time, ILogger logger, Action<string> fenced)
    {
        (this.me, this.peers, this.time, this.logger, this.fenced) = (me, peers, time, logger, fenced);
        this.options = options.Validate();
        this.table = new MembershipTableClient(table, me.Address, options, time, logger);
        lease = new Lease(options.LeaseDuration);
        deaths = new DeathRule(options);
        signs = new SignsOfLife(options.TablePeriod);
        early = new Signal(time);
        watch = new PeerWatch(me.Address, peers, options, time, logger, signs.Unsigned, AccuseAsync);
    }

    /// <summary>This silo.</summary>
    public LocalMember Me => me;

    /// <inheritdoc />
    public ClusterView Current => views.Current;

    /// <summary>Whether this silo has stopped itself.</summary>
    public bool IsFenced => isFenced;

    /// <summary>What is left of the lease.</summary>
    public TimeSpan LeaseRemaining
    {
        get
        {
            lock (gate)
            {
                return lease.Remaining(Now);
            }
        }
    }

    private TimeSpan Now => time.GetElapsedTime(0);

    /// <inheritdoc />
    public IDisposable Subscribe(Action<ClusterView> changed) => views.Subscribe(changed);

    /// <summary>Enters the table as joining and begins to keep the lease and to watch others.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OrleansConfigurationException">A living silo has the name, or a later start the endpoint.</exception>
    public async Task JoinAsync(CancellationToken cancellationToken)
    {
        await table.PersistAsync(async (it, ct) => { await it.InitializeMembershipTableAsync(true, ct); return true; }, cancellationToken);
        var (data, started) = await new ClusterJoin(me, table, peers, options, time).RunAsync(cancellationToken);
        lock (gate)
        {
            lease.Renew(started);
        }

        signs.Read(data, Now);
        views.Offer(data);
        AnnounceView();
        using var noFlow = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
        leaseTimer = time.CreateTimer(_ => WatchLease(), null, LeaseRemaining, Timeout.InfiniteTimeSpan);
        loops = RunLoopsAsync();
    }

    /// <summary>Says that this silo takes grains now.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task ActivateAsync(CancellationToken cancellationToken) => MoveAsync(SiloStatus.Active, cancellationToken);

    /// <summary>Says that this silo leaves: it takes no new grains, its own stay until they are done.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task BeginLeaveAsync(CancellationToken cancellationToken) => MoveAsync(SiloStatus.ShuttingDown, cancellationToken);

    /// <summary>Leaves the table for good and ends all loops.</summary>
    /// <param name="cancellationToken">Gives up; the others then find out by themselves.</param>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        leaving = true;
        if (isFenced)
        {
            await DisposeAsync();
            return;
        }

        try
        {
            await MoveAsync(SiloStatus.Dead, cancellationToken);
        }
        finally
        {
            await DisposeAsync();
        }
    }

    /// <summary>Orders a silo to take no new grains, or lifts the order. It keeps those it has.</summary>
    /// <param name="siloName">Any silo's name.</param>
    /// <param name="cordoned">Whether it shall take none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SiloUnavailableException">No silo of that name lives.</exception>
    public async Task CordonAsync(string siloName, bool cordoned, CancellationToken cancellationToken)
    {
        var data = await table.ChangeAsync(data => Cordon.Apply(data, siloName, cordoned), cancellationToken);
        views.Offer(data);
        AnnounceView();
    }

    /// <inheritdoc />
    public async Task<ClusterView> RefreshAsync(CancellationToken cancellationToken)
    {
        views.Offer(await table.ReadAsync(cancellationToken));
        return Current;
    }

    /// <summary>The network heard from a silo: any message is a sign of life.</summary>
    /// <param name="silo">Who was heard.</param>
    public void NoteHeard(SiloAddress silo) => watch.Heard(silo);

    /// <summary>The connection to a silo broke; it is asked at once.</summary>
    /// <param name="silo">Whose connection.</param>
    public void NoteBroken(SiloAddress silo) => watch.Broken(silo);

    /// <summary>Another silo says that the table has changed.</summary>
    /// <param name="version">The version that it saw.</param>
    public void NoteAnnounced(long version)
    {
        if (version > Current.Version)
        {
            early.Set();
        }
    }

    /// <summary>Ends all loops without leaving the table, as a crash would.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!stopping.IsCancellationRequested)
        {
            stopping.Cancel();
        }

        leaseTimer?.Dispose();
        early.Set();
        await loops;
    }

    private async Task RunLoopsAsync()
    {
        var watching = watch.RunAsync(() => Current, stopping.Token);
        await CleanUpAsync();
        while (!stopping.IsCancellationRequested)
        {
            await RoundAsync();
            await early.WaitAsync(options.TablePeriod);
        }

        await watching;
    }

    private async Task RoundAsync()
    {
        var started = Now;
        if (!CheckLease())
        {
            return;
        }

        try
        {
            var sign = new MembershipEntry { SiloAddress = me.Address, IAmAliveTime = time.GetUtcNow().UtcDateTime };
            await table.CallAsync(async (it, ct) => { await it.UpdateIAmAliveAsync(sign, ct); return true; }, stopping.Token);
            var data = await table.ReadAsync(stopping.Token);
            if (FenceRule.Judge(data, me.Address) is { } reason)
            {
                Fence(reason);
                return;
            }

            // A lease that has ended is not renewed: others may have begun to act on that.
            if (!CheckLease())
            {
                return;
            }

            lock (gate)
            {
                lease.Renew(started);
            }

            signs.Read(data, Now);
            views.Offer(data);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            if (!stopping.IsCancellationRequested)
            {
                LogRound(logger, LeaseRemaining, e.Message);
            }
        }
    }

    private async Task CleanUpAsync()
    {
        try
        {
            var before = time.GetUtcNow() - options.DeadRowsKept;
            await table.CallAsync(async (it, ct) => { await it.CleanupDefunctSiloEntriesAsync(before, ct); return true; }, stopping.Token);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogCleanUp(logger, e.Message);
        }
    }

    private async Task MoveAsync(SiloStatus status, CancellationToken cancellationToken)
    {
        var data = await table.ChangeAsync(
            data =>
            {
                if (data.TryGet(me.Address) is not var (entry, _) || entry.Status >= status)
                {
                    return null;
                }

                var moved = entry.Copy();
                moved.Status = status;
                return moved;
            },
            cancellationToken);
        if (status != SiloStatus.Dead && FenceRule.Judge(data, me.Address) is { } reason)
        {
            Fence(reason);
            throw new SiloUnavailableException(reason);
        }

        views.Offer(data);
        AnnounceView();
    }

    private async Task AccuseAsync(SiloAddress silo, DeathEvidence evidence)
    {
        if (LeaseRemaining == TimeSpan.Zero)
        {
            return;
        }

        var data = await table.ChangeAsync(data => deaths.Apply(data, silo, me.Address, evidence, time.GetUtcNow().UtcDateTime), stopping.Token);
        if (views.Offer(data))
        {
            AnnounceView();
        }
    }

    private void AnnounceView()
    {
        var view = Current;
        foreach (var member in view.Members.Where(member => !member.Address.Equals(me.Address)))
        {
            peers.Announce(member.Address, view.Version);
        }
    }

    private void WatchLease()
    {
        // Wakes exactly when the lease ends as it stood last; where it was renewed since, at its new end.
        if (CheckLease() && !stopping.IsCancellationRequested)
        {
            leaseTimer?.Change(LeaseRemaining, Timeout.InfiniteTimeSpan);
        }
    }

    private bool CheckLease()
    {
        bool ended;
        lock (gate)
        {
            ended = lease.HasEnded(Now);
        }

        if (ended && !stopping.IsCancellationRequested)
        {
            Fence(FenceRule.LeaseEnded(me.Address, options.LeaseDuration));
        }

        return !ended;
    }

    private void Fence(string reason)
    {
        lock (gate)
        {
            if (isFenced || leaving)
            {
                return;
            }

            isFenced = true;
        }

        LogFenced(logger, reason);
        fenced(reason);
        stopping.Cancel();
        early.Set();
        leaseTimer?.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The membership table could not be reached; the lease ends in {Left}: {Reason}")]
    private static partial void LogRound(ILogger logger, TimeSpan left, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Old rows of the membership table were not cleaned up: {Reason}")]
    private static partial void LogCleanUp(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason}")]
    private static partial void LogFenced(ILogger logger, string reason);
}
