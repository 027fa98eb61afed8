using Microsoft.Extensions.Logging;

namespace ChainOfSight.Actors.Membership;

/// <summary>The cluster as a client sees it: reads the table, writes nothing, belongs to nobody.</summary>
/// <param name="table">The cluster's table.</param>
/// <param name="options">Times.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Takes failures.</param>
public sealed partial class ClusterObserver(IMembershipTable table, MembershipOptions options, TimeProvider time, ILogger logger) : IClusterMembership, IAsyncDisposable
{
    private readonly MembershipTableClient client = new(table, SiloAddress.Zero, options.Validate(), time, logger);
    private readonly ViewPublisher views = new();
    private readonly Signal early = new(time);
    private readonly CancellationTokenSource stopping = new();
    private Task loop = Task.CompletedTask;

    /// <inheritdoc />
    public ClusterView Current => views.Current;

    /// <inheritdoc />
    public IDisposable Subscribe(Action<ClusterView> changed) => views.Subscribe(changed);

    /// <summary>Reads the table for the first time and then again and again.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        using var noFlow = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
        loop = RunAsync();
    }

    /// <summary>Reads soon: a connection broke or a silo said that the table has changed.</summary>
    public void Poke() => early.Set();

    /// <inheritdoc />
    public async Task<ClusterView> RefreshAsync(CancellationToken cancellationToken)
    {
        views.Offer(await client.ReadAsync(cancellationToken));
        return Current;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        stopping.Cancel();
        early.Set();
        await loop;
    }

    private async Task RunAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            await early.WaitAsync(options.TablePeriod);
            try
            {
                await RefreshAsync(stopping.Token);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                if (!stopping.IsCancellationRequested)
                {
                    LogFailed(logger, e.Message);
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The membership table could not be read and is tried again: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
