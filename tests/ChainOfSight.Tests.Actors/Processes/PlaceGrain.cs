namespace ChainOfSight.Tests.Actors.Processes;

/// <summary>Says where it is.</summary>
public sealed class PlaceGrain(ILocalSiloDetails silo) : Grain, IPlaceGrain
{
    /// <inheritdoc/>
    public Task<string> Where() => Task.FromResult(silo.Name);

    /// <inheritdoc/>
    public Task Never() => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously).Task;
}
