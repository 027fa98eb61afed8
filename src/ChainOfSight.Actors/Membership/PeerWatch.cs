using Microsoft.Extensions.Logging;

namespace ChainOfSight.Actors.Membership;

/// <summary>Asks the watched silos for signs of life and turns what comes of it into evidence.</summary>
/// <param name="me">This silo.</param>
/// <param name="peers">The network.</param>
/// <param name="options">Times and counts.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Takes suspicions.</param>
/// <param name="unsigned">How long a silo's sign of life in the table has not changed.</param>
/// <param name="accuse">Brings evidence before the table.</param>
internal sealed partial class PeerWatch(
    SiloAddress me,
    IMembershipPeers peers,
    MembershipOptions options,
    TimeProvider time,
    ILogger logger,
    Func<SiloAddress, TimeSpan> unsigned,
    Func<SiloAddress, DeathEvidence, Task> accuse)
{
    private readonly Lock gate = new();
    private readonly SilenceDetector silence = new(options.ProbePeriod);
    private readonly HashSet<SiloAddress> busy = [];
    private readonly Signal early = new(time);
    private readonly DeathRule rule = new(options);
    private HashSet<SiloAddress> broken = [];

    /// <summary>Counts any message as a sign of life.</summary>
    public void Heard(SiloAddress silo)
    {
        lock (gate)
        {
            if (silence.IsWatched(silo))
            {
                silence.Heard(silo);
            }
        }
    }

    /// <summary>Asks at once: the connection to it broke.</summary>
    public void Broken(SiloAddress silo)
    {
        lock (gate)
        {
            broken.Add(silo);
        }

        early.Set();
    }

    /// <summary>Watches until it is stopped.</summary>
    public async Task RunAsync(Func<ClusterView> view, CancellationToken cancellationToken)
    {
        using var stopped = cancellationToken.Register(early.Set);
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (var silo in Due(view()))
            {
                _ = WatchOnceAsync(silo, cancellationToken);
            }

            await early.WaitAsync(options.ProbePeriod);
        }
    }

    private List<SiloAddress> Due(ClusterView view)
    {
        lock (gate)
        {
            silence.Tick(time.GetElapsedTime(0));
            var asked = Interlocked.Exchange(ref broken, []);
            var targets = ProbeRing.Targets(view, me, options.Watched)
                .Concat(asked.Where(silo => view.Find(silo) is not null && !silo.Equals(me)))
                .ToHashSet();
            silence.Keep(targets);
            var due = targets.Where(silo => !busy.Contains(silo)).Order().ToList();
            foreach (var silo in due)
            {
                silence.Watch(silo);
                busy.Add(silo);
            }

            return due;
        }
    }

    private async Task WatchOnceAsync(SiloAddress silo, CancellationToken cancellationToken)
    {
        try
        {
            var evidence = await AskAsync(silo, cancellationToken);
            if (evidence != DeathEvidence.None && !cancellationToken.IsCancellationRequested)
            {
                LogAccused(logger, silo, evidence);
                await accuse(silo, evidence);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(logger, silo, e);
            }
        }
        finally
        {
            lock (gate)
            {
                busy.Remove(silo);
            }
        }
    }

    private async Task<DeathEvidence> AskAsync(SiloAddress silo, CancellationToken cancellationToken)
    {
        for (var refused = 0; ;)
        {
            using var late = new CancellationTokenSource(options.ProbeTimeout, time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
            switch (await peers.ProbeAsync(silo, linked.Token))
            {
                case ProbeAnswer.Alive:
                    Heard(silo);
                    return DeathEvidence.None;
                case ProbeAnswer.Replaced:
                    return DeathEvidence.Replaced;
                case ProbeAnswer.Refused when ++refused >= options.RefusalsNeeded:
                    return DeathEvidence.Refused;
                case ProbeAnswer.Refused:
                    await Task.Delay(options.RefusalPeriod, time, cancellationToken);
                    break;
                default:
                    return rule.Judge(Silence(silo), unsigned(silo));
            }
        }
    }

    private TimeSpan Silence(SiloAddress silo)
    {
        lock (gate)
        {
            return silence.Silence(silo);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Silo} seems dead: {Evidence}")]
    private static partial void LogAccused(ILogger logger, SiloAddress silo, DeathEvidence evidence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Watching {Silo} failed and goes on")]
    private static partial void LogFailed(ILogger logger, SiloAddress silo, Exception e);
}
