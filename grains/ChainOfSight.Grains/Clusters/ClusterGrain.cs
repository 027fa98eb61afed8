using ChainOfSight.Grains.Contracts.Clusters;
using ChainOfSight.Grains.Contracts.Faults;

namespace ChainOfSight.Grains.Clusters;

/// <inheritdoc cref="ICluster"/>
public sealed class ClusterGrain(
    ISiloDirectory directory,
    [PersistentState("orders")] IPersistentState<ClusterState> orders,
    [PersistentState("orders")] IPersistentState<ClusterState> stored) : Grain, ICluster
{
    /// <inheritdoc/>
    public Task Cordon(string silo, bool on) => ChangeAsync(silo, (state, mark, living) => state with { Cordoned = ClusterState.Mark(state.Cordoned, mark, on, living) });

    /// <inheritdoc/>
    public Task Drain(string silo) => ChangeAsync(silo, (state, mark, living) => state with
    {
        Cordoned = ClusterState.Mark(state.Cordoned, mark, true, living),
        Draining = ClusterState.Mark(state.Draining, mark, true, living),
    });

    /// <inheritdoc/>
    public async Task EnterRun(string run, bool unfinished)
    {
        // Written even where it is known: for a moment there may be another activation, and what that one has under way for an older state of the run must not land after this.
        await orders.ReadStateAsync();
        await orders.ChangeAsync(orders.State.With(new KnownRun { Run = run, Unfinished = unfinished }));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<KnownRun>> Runs()
    {
        // Keepers and people ask, seldom; after trouble another activation may have entered what this one has not read. What is being changed meanwhile stays as it is.
        await stored.ReadStateAsync();
        return stored.State.Runs;
    }

    /// <inheritdoc/>
    public Task<ClusterView> Status() => Task.FromResult(new ClusterView
    {
        Silos =
        [
            .. directory.Silos.Select(silo => new SiloView
            {
                Name = silo.Name,
                Start = silo.Address.ToString(),
                IsAlive = silo.IsActive,
                IsCordoned = !silo.IsOpen || orders.State.Cordoned.Contains(Mark(silo)),
                IsDraining = !silo.IsActive || orders.State.Draining.Contains(Mark(silo)),
                Devices = silo.Devices,
            }),
        ],
    });

    private static string Mark(SiloSight silo) => $"{silo.Name}@{silo.Address}";

    private async Task ChangeAsync(string name, Func<ClusterState, string, IReadOnlySet<string>, ClusterState> change)
    {
        var silo = directory.Silos.FirstOrDefault(silo => silo.Name == name)
            ?? throw new RefusedException($"There is no silo \"{name}\" in the cluster; there are {string.Join(", ", directory.Silos.Select(silo => silo.Name))}.");
        await orders.ChangeAsync(change(orders.State, Mark(silo), directory.Silos.Select(Mark).ToHashSet()));
    }
}
