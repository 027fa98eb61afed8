namespace ChainOfSight.Grains.Clusters;

/// <summary>Finds the silo that a grain is bound to; a cordoned one still serves what is bound to it.</summary>
/// <param name="directory">The silos.</param>
internal sealed class SiloBoundDirector(ISiloDirectory directory) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var name = SiloOf(target.GrainIdentity.Key.ToString()!);
        var silo = directory.Silos.FirstOrDefault(silo => silo.Name == name);
        return silo is null
            ? Task.FromException<SiloAddress>(new SiloUnavailableException($"The grain {target.GrainIdentity} is bound to the silo \"{name}\", which is not in the cluster."))
            : Task.FromResult(silo.Address);
    }

    public static string SiloOf(string key) => key.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? key[..slash] : key;
}
