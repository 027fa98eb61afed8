using ChainOfSight.Actors.Membership;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChainOfSight.Actors.Runtime;

/// <summary>The services that every silo offers to its grains and host.</summary>
internal static class SiloServices
{
    /// <summary>Adds a silo whose settings are made from the services.</summary>
    public static IServiceCollection AddSilo(this IServiceCollection services, Func<IServiceProvider, SiloSettings> settings)
    {
        services.AddLogging();
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new Silo(settings(provider), provider));
        services.AddSingleton(provider => provider.GetRequiredService<Silo>().Factory);
        services.AddSingleton<IClusterClient>(provider => new EmbeddedClusterClient(provider.GetRequiredService<Silo>(), provider));
        services.AddSingleton<ILocalSiloDetails>(provider => new Details(provider.GetRequiredService<Silo>()));
        services.AddSingleton<ISiloMetadataCache>(provider => new MetadataOfView(provider.GetRequiredService<Silo>().View));
        services.AddSingleton<IGrainContextAccessor, Accessor>();
        return services;
    }

    private sealed class Details(Silo silo) : ILocalSiloDetails
    {
        public string Name => silo.Settings.Name;

        public string ClusterId => silo.Settings.ClusterId;

        public SiloAddress SiloAddress => silo.Address;
    }

    private sealed class MetadataOfView(IClusterView view) : ISiloMetadataCache
    {
        public SiloMetadata GetSiloMetadata(SiloAddress siloAddress)
        {
            var metadata = new SiloMetadata();
            metadata.AddMetadata(view.Current.Find(siloAddress)?.Metadata ?? SiloMetadata.Empty.Metadata);
            return metadata;
        }
    }

    private sealed class Accessor : IGrainContextAccessor
    {
        public IGrainContext GrainContext => (IGrainContext?)Scheduling.TurnScheduler.RunningOwner!;
    }
}
