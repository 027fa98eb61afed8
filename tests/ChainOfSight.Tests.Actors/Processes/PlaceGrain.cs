namespace ChainOfSight.Tests.Actors.Processes;

/// <summary>Says where it is.</summary>
public sealed class PlaceGrain(ILocalSiloDetails silo) : Grain, IPlaceGrain
{
    private int begun;

    /// <inheritdoc/>
    public Task<string> Where() => Task.FromResult(silo.Name);

    /// <inheritdoc/>
    public Task Never()
    {
        begun++;
        return new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously).Task;
    }

    /// <inheritdoc/>
    public Task<int> Begun() => Task.FromResult(begun);
}
