namespace ChainOfSight.Actors.Runtime;

/// <summary>The grain classes of a silo, by type and by the interfaces they implement.</summary>
internal sealed class GrainClasses
{
    private readonly Dictionary<GrainType, GrainClass> _byType = [];
    private readonly Dictionary<string, List<GrainClass>> _byInterface = new(StringComparer.Ordinal);

    public GrainClasses(IEnumerable<Type> types, IServiceProvider services)
    {
        foreach (var grainClass in types.OrderBy(type => type.FullName, StringComparer.Ordinal).Select(type => new GrainClass(type, services)))
        {
            if (!_byType.TryAdd(grainClass.GrainType, grainClass))
            {
                throw new OrleansConfigurationException(
                    $"{grainClass.Type} and {_byType[grainClass.GrainType].Type} have the same grain type '{grainClass.GrainType}'. Give one another [GrainType].");
            }

            foreach (var face in grainClass.Interfaces)
            {
                if (!_byInterface.TryGetValue(face.Name, out var classes))
                {
                    _byInterface[face.Name] = classes = [];
                }

                classes.Add(grainClass);
            }
        }
    }

    public GrainClass? Find(GrainType type) => _byType.GetValueOrDefault(type);

    /// <summary>The class that implements an interface.</summary>
    /// <exception cref="ArgumentException">None does, or several and no prefix chooses one.</exception>
    public GrainClass Implementing(string interfaceName, string? prefix)
    {
        var all = _byInterface.GetValueOrDefault(interfaceName, []);
        var chosen = prefix is null ? all : all.Where(grain => grain.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        return chosen.Count == 1
            ? chosen[0]
            : throw new ArgumentException(chosen.Count == 0
                ? $"No grain class known here implements '{interfaceName}'{(prefix is null ? "" : $" with a name that starts with '{prefix}'")}. Does the silo reference the grains' project?"
                : $"Several grain classes implement '{interfaceName}': {string.Join(", ", chosen.Select(grain => grain.Type))}. Choose one by grainClassNamePrefix.");
    }
}
