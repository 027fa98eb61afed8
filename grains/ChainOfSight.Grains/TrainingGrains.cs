using ChainOfSight.Grains.Clusters;
using ChainOfSight.Grains.Devices;
using ChainOfSight.Grains.Placement;
using ChainOfSight.Grains.Preprocessing;
using ChainOfSight.Grains.Replicas;
using ChainOfSight.Grains.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChainOfSight.Grains;

/// <summary>Adds what the grains need to a silo.</summary>
public static class TrainingGrains
{
    /// <summary>
    /// Adds it. The host sets the silo's metadata by <see cref="SiloLabels.ToMetadata"/> and adds <see cref="ISiloDirectory"/>, <see cref="Storage.IBlobStore"/>, grain storage, and the lanes' factory; it may add
    /// <see cref="IRunObserver"/>, <see cref="IStuckLane"/> and a <see cref="Training.Runs.IRunReporter"/>.
    /// </summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="devices">The devices that the silo lends.</param>
    public static IServiceCollection AddTrainingGrains(this IServiceCollection services, SiloDevices devices)
    {
        services.AddSingleton(devices);
        services.TryAddSingleton<RunTimes>();
        services.TryAddSingleton<ReplicaTimes>();
        services.TryAddSingleton<LaneRegistry>();
        services.TryAddSingleton<FreshId>(() => Guid.NewGuid().ToString("n"));
        services.TryAddSingleton<IRecipeOutliner, RecipeOutliner>();
        services.AddPlacementDirector<SiloBoundPlacement, SiloBoundDirector>();
        services.AddPlacementFilter<DeviceFilter, DeviceFilterDirector>(ServiceLifetime.Singleton);
        return services;
    }
}
