namespace ChainOfSight.Actors;

/// <summary>Registers storage of grain state, by Orleans' names.</summary>
public static class StorageProviderExtensions
{
    /// <summary>Registers a storage under a name; grains choose it by <see cref="PersistentStateAttribute.StorageName"/>, or by none if the name is <c>Default</c>.</summary>
    public static IServiceCollection AddGrainStorage<T>(this IServiceCollection collection, string name, Func<IServiceProvider, string, T> implementationFactory)
        where T : IGrainStorage
    {
        ArgumentNullException.ThrowIfNull(collection);
        ArgumentNullException.ThrowIfNull(implementationFactory);
        return collection.AddKeyedSingleton<IGrainStorage>(name, (services, key) => implementationFactory(services, (string)key!));
    }
}
