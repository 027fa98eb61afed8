namespace ChainOfSight.Actors.Runtime;

/// <summary>A named record of an activation in a storage. Its operations run one at a time.</summary>
internal sealed class PersistentStateOf<TState> : IPersistentState<TState>, ILifecycleObserver
{
    private readonly Activation _activation;
    private readonly string _name;
    private readonly IGrainStorage _storage;
    private readonly GrainState<TState> _state = new() { State = New() };

    public PersistentStateOf(Activation activation, string name, string? storageName)
    {
        (_activation, _name) = (activation, name);
        _storage = activation.ActivationServices.GetKeyedService<IGrainStorage>(storageName ?? "Default")
            ?? (storageName is null ? activation.ActivationServices.GetService<IGrainStorage>() : null)
            ?? throw new OrleansConfigurationException(
                $"{activation.Class.Type} wants its state '{name}' in the storage '{storageName ?? "Default"}', which is not registered. Add it to the silo's services with AddKeyedSingleton<IGrainStorage>(\"{storageName ?? "Default"}\", …).");
        activation.ObservableLifecycle.Subscribe($"state {name}", GrainLifecycleStage.SetupState, this);
    }

    /// <inheritdoc/>
    public TState State
    {
        get => _state.State!;
        set => _state.State = value;
    }

    /// <inheritdoc/>
    public string? Etag => _state.ETag;

    /// <inheritdoc/>
    public bool RecordExists => _state.RecordExists;

    /// <inheritdoc/>
    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    /// <inheritdoc/>
    public Task ReadStateAsync(CancellationToken cancellationToken) => _activation.States.Run(async () =>
    {
        await _storage.ReadStateAsync(_name, _activation.GrainId, _state, cancellationToken);
        _state.State ??= New();
    });

    /// <inheritdoc/>
    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    /// <inheritdoc/>
    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        Change(() => _storage.WriteStateAsync(_name, _activation.GrainId, _state, cancellationToken));

    /// <inheritdoc/>
    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    /// <inheritdoc/>
    public Task ClearStateAsync(CancellationToken cancellationToken) => Change(async () =>
    {
        await _storage.ClearStateAsync(_name, _activation.GrainId, _state, cancellationToken);
        _state.State ??= New();
    });

    /// <inheritdoc/>
    public Task OnStart(CancellationToken cancellationToken = default) => ReadStateAsync(cancellationToken);

    /// <inheritdoc/>
    public Task OnStop(CancellationToken cancellationToken = default) => Task.CompletedTask;

    private static TState New() =>
        typeof(TState).IsValueType || typeof(TState).GetConstructor([]) is null ? default! : Activator.CreateInstance<TState>();

    private async Task Change(Func<Task> operation)
    {
        try
        {
            await _activation.States.Run(operation);
        }
        catch (InconsistentStateException stale)
        {
            // Even if the grain catches it: what it holds in memory is not what is stored.
            _activation.Deactivate(new(DeactivationReasonCode.ApplicationError, stale, $"State '{_name}' was written by somebody else."));
            throw;
        }
    }
}
