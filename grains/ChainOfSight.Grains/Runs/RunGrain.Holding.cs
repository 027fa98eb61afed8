using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Training.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace ChainOfSight.Grains.Runs;

/// <content>The right to train the run, against those in the same store who are not of this cluster.</content>
public sealed partial class RunGrain
{
    private RunHold? hold;
    private bool isClaiming;

    // Before a run begins or goes on: a person hears who has it.
    private async Task ClaimAsync()
    {
        try
        {
            await TakeAsync(waits: true);
        }
        catch (RunHeldException e)
        {
            throw new RefusedException(e.Message);
        }
    }

    // A run that is at work already, here or on a silo that is gone: it has the right, unless everything was dead and somebody else went on with it.
    private async Task<string?> ReclaimAsync()
    {
        if (isClaiming)
        {
            return null;
        }

        isClaiming = true;
        try
        {
            await TakeAsync(waits: false);
            return null;
        }
        catch (RunHeldException e)
        {
            return e.Message;
        }
        catch (Exception)
        {
            // The store does not answer. Nobody else can take the run there either; the next look tries again.
            return null;
        }
        finally
        {
            isClaiming = false;
        }
    }

    private async Task ReclaimOrRestAsync()
    {
        if (hold is null && await ReclaimAsync() is { } held)
        {
            await RestAsync(RunPhase.Paused, held, isOrdered: false);
        }
    }

    private async Task TakeAsync(bool waits)
    {
        if (hold is null && services.GetService<ClusterClaims>() is { } claims)
        {
            hold = await claims.TakeAsync(Run, waits);
            _ = WatchAsync(hold);
        }
    }

    private async Task WatchAsync(RunHold mine)
    {
        var reason = await mine.Lost;
        if (hold == mine)
        {
            hold = null;
            await RestAsync(RunPhase.Paused, reason, isOrdered: false);
        }
    }

    // The run rests: whoever wants may go on with it.
    private async Task GiveBackAsync()
    {
        if (hold is { } mine)
        {
            hold = null;
            await mine.DisposeAsync();
        }
    }

    // The run goes on elsewhere in the cluster.
    private async Task LeaveAsync()
    {
        if (hold is { } mine)
        {
            hold = null;
            await mine.LeaveAsync();
        }
    }
}
