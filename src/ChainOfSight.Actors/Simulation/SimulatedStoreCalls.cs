namespace ChainOfSight.Actors.Simulation;

/// <summary>What happens to calls of any store: they take time, fail, lose their answer, or come late, by seed.</summary>
/// <param name="simulation">The world.</param>
/// <param name="log">Counts what goes wrong.</param>
public sealed class SimulatedStoreCalls(Simulation simulation, FaultLog log)
{
    private readonly SimulationRandom random = simulation.Random.Fork("store");

    /// <summary>How calls fare from now on.</summary>
    public StoreFaults Faults { get; set; } = StoreFaults.None;

    /// <summary>Whether nobody is answered for now.</summary>
    public bool IsAway { get; private set; }

    /// <summary>The store is away, or back.</summary>
    /// <param name="away">Whether it is away.</param>
    public void SetAway(bool away)
    {
        if (away && !IsAway)
        {
            log.Note(FaultKind.StoreAway);
        }

        IsAway = away;
    }

    /// <summary>Whether a conditional write is refused as if another had been faster.</summary>
    public bool IsConflict() => Noted(Faults.ConflictProbability, FaultKind.StoreConflict);

    /// <summary>Reads.</summary>
    /// <param name="machine">Who calls.</param>
    /// <param name="read">The read, done at once when its time has come.</param>
    /// <param name="cancellationToken">The caller gives up.</param>
    public Task<T> ReadAsync<T>(SimulatedMachine machine, Func<T> read, CancellationToken cancellationToken) =>
        CallAsync(machine, read, IsAway || Noted(Faults.TimeoutProbability, FaultKind.StoreTimeout) ? Fate.Unanswered : Fate.Done, cancellationToken);

    /// <summary>Writes.</summary>
    /// <param name="machine">Who calls.</param>
    /// <param name="write">The write, done at once when its time has come.</param>
    /// <param name="cancellationToken">The caller gives up; the write may happen nevertheless.</param>
    public Task<T> WriteAsync<T>(SimulatedMachine machine, Func<T> write, CancellationToken cancellationToken) => CallAsync(
        machine,
        write,
        IsAway || Noted(Faults.TimeoutProbability, FaultKind.StoreTimeout) ? Fate.Unanswered
            : Noted(Faults.ReplyLostProbability, FaultKind.StoreReplyLost) ? Fate.DoneUnanswered
            : Noted(Faults.LateProbability, FaultKind.StoreLate) ? Fate.DoneLate
            : Fate.Done,
        cancellationToken);

    private async Task<T> CallAsync<T>(SimulatedMachine machine, Func<T> call, Fate fate, CancellationToken cancellationToken)
    {
        // Completed by the world, outside of any scheduler: also code that does not continue on its caller's scheduler stays on the simulation's thread.
        var answer = new TaskCompletionSource<T>();
        using var givenUp = cancellationToken.Register(() => machine.After(TimeSpan.Zero, () => answer.TrySetCanceled(cancellationToken)));
        var there = random.Between(TimeSpan.Zero, Faults.LongestDelay / 2);
        var back = random.Between(TimeSpan.Zero, Faults.LongestDelay / 2);
        if (fate == Fate.Unanswered)
        {
            machine.After(Faults.Lateness, () => answer.TrySetException(new TimeoutException("The simulated store did not answer.")));
        }
        else
        {
            simulation.After(fate == Fate.DoneLate ? Faults.Lateness : there, () => Land(machine, call, fate, back, answer));
        }

        return await answer.Task.ConfigureAwait(false);
    }

    private void Land<T>(SimulatedMachine machine, Func<T> call, Fate fate, TimeSpan back, TaskCompletionSource<T> answer)
    {
        if (machine.State == MachineState.Dead && !random.Chance(Faults.OrphanLandsProbability))
        {
            return;
        }

        try
        {
            var result = call();
            machine.After(back, () => Answer(fate, answer, result));
        }
        catch (Exception e)
        {
            machine.After(back, () => answer.TrySetException(e));
        }
    }

    private static void Answer<T>(Fate fate, TaskCompletionSource<T> answer, T result)
    {
        if (fate == Fate.Done)
        {
            answer.TrySetResult(result);
        }
        else
        {
            answer.TrySetException(new TimeoutException("The simulated store's answer was lost."));
        }
    }

    private bool Noted(double probability, FaultKind kind)
    {
        if (!random.Chance(probability))
        {
            return false;
        }

        log.Note(kind);
        return true;
    }

    private enum Fate
    {
        Done,
        Unanswered,
        DoneUnanswered,
        DoneLate,
    }
}
