using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Messaging;

namespace ChainOfSight.Actors.Runtime;

/// <summary>Chooses the silo of a new activation: filters, then the strategy's director.</summary>
/// <param name="silo">This silo.</param>
internal sealed class PlacementService(Silo silo)
{
    /// <summary>Chooses by the application's own strategy, or a built-in one.</summary>
    public async ValueTask<SiloAddress> Choose(GrainClass grainClass, Message message)
    {
        if (TryChoose(grainClass, message) is { } chosen)
        {
            return chosen;
        }

        var strategy = grainClass.Placement;
        var director = silo.Services.GetKeyedService<IPlacementDirector>(strategy.GetType())
            ?? throw new OrleansConfigurationException($"{strategy.GetType()} of {grainClass.Type} has no director: register it with AddPlacementDirector.");
        return await director.OnAddActivation(strategy, Target(message), new Context(silo, grainClass));
    }

    /// <summary>Chooses by a built-in strategy; null if the grain class has one of the application.</summary>
    public SiloAddress? TryChoose(GrainClass grainClass, Message message)
    {
        if (grainClass.Placement is not (HashBasedPlacement or RandomPlacement or PreferLocalPlacement))
        {
            return null;
        }

        var silos = new Context(silo, grainClass).GetCompatibleSilos(Target(message));
        return grainClass.Placement switch
        {
            HashBasedPlacement => Hashed(message.Target, silos),
            PreferLocalPlacement when silos.Contains(silo.Address) => silo.Address,
            _ => silos[silo.NextRandom(silos.Length)],
        };
    }

    private static PlacementTarget Target(Message message) =>
        new(message.Target, message.Values.ToDictionary(), GrainInterfaceType.Create(message.Request.Method.InterfaceName), 0);

    private SiloAddress Hashed(GrainId grain, SiloAddress[] silos)
    {
        var view = silo.View.Current;
        return RendezvousPlacement.Choose(grain.ToString(), silos.Select(view.Find).OfType<ClusterMember>())?.Address ?? silos[0];
    }

    private sealed class Context(Silo silo, GrainClass grainClass) : IPlacementContext
    {
        public SiloAddress LocalSilo => silo.Address;

        public SiloAddress[] GetCompatibleSilos(PlacementTarget target)
        {
            var members = silo.View.Current.Members.Where(member => member.IsActive);

            // A strategy of the application may bind a grain to a silo that takes no others.
            var isBuiltIn = grainClass.Placement is HashBasedPlacement or RandomPlacement or PreferLocalPlacement;
            IEnumerable<SiloAddress> silos = members.Where(member => member.TakesActivations || !isBuiltIn).Select(member => member.Address).ToList();
            foreach (var filter in grainClass.Filters)
            {
                var director = silo.Services.GetKeyedService<IPlacementFilterDirector>(filter.GetType())
                    ?? throw new OrleansConfigurationException($"{filter.GetType()} of {grainClass.Type} has no director: register it with AddPlacementFilter.");
                silos = director.Filter(filter, target, silos);
            }

            return silos.Order().ToArray() is { Length: > 0 } fit
                ? fit
                : throw new OrleansMessageRejectionException($"No silo may take {target.GrainIdentity}: {silo.View.Current.Members.Length} known, none active and passing the filters of {grainClass.Type.Name}.");
        }
    }
}
