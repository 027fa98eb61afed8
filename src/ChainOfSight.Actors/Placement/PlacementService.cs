using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Messaging;

namespace ChainOfSight.Actors.Runtime;

/// <summary>Chooses the silo of a new activation: filters, then the strategy's director.</summary>
/// <param name="silo">This silo.</param>
internal sealed class PlacementService(Silo silo)
{
    public async ValueTask<SiloAddress> Choose(GrainClass grainClass, Message message)
    {
        var context = new Context(silo, grainClass);
        var target = new PlacementTarget(
            message.Target, message.Values.ToDictionary(), GrainInterfaceType.Create(message.Request.Method.InterfaceName), 0);
        switch (grainClass.Placement)
        {
            case HashBasedPlacement:
                var view = silo.View.Current;
                var candidates = context.GetCompatibleSilos(target).Select(address => view.Find(address)).OfType<ClusterMember>();
                return RendezvousPlacement.Choose(message.Target.ToString(), candidates)?.Address ?? silo.Address;
            case PreferLocalPlacement when context.GetCompatibleSilos(target).Contains(silo.Address):
                return silo.Address;
            case RandomPlacement or PreferLocalPlacement:
                var silos = context.GetCompatibleSilos(target);
                return silos[silo.NextRandom(silos.Length)];
            case var strategy:
                var director = silo.Services.GetKeyedService<IPlacementDirector>(strategy.GetType())
                    ?? throw new OrleansConfigurationException($"{strategy.GetType()} of {grainClass.Type} has no director: register it with AddPlacementDirector.");
                return await director.OnAddActivation(strategy, target, context);
        }
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
