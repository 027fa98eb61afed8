namespace ChainOfSight.Actors.Runtime;

/// <summary>A silo's or client's references, as <see cref="IClusterClient"/>.</summary>
internal sealed class EmbeddedClusterClient(ICallRuntime runtime, IServiceProvider services) : IClusterClient
{
    /// <inheritdoc/>
    public IServiceProvider ServiceProvider => services;

    /// <inheritdoc/>
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => runtime.Factory.GetGrain<TGrainInterface>(primaryKey, grainClassNamePrefix);

    /// <inheritdoc/>
    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => runtime.Factory.GetGrain(grainInterfaceType, grainPrimaryKey);

    /// <inheritdoc/>
    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => runtime.Factory.GetGrain<TGrainInterface>(grainId);

    /// <inheritdoc/>
    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => runtime.Factory.GetGrain(grainId, interfaceType);
}
