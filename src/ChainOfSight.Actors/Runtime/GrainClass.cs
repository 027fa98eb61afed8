using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace ChainOfSight.Actors.Runtime;

/// <summary>What a silo knows of a grain class: read from its attributes once, at start.</summary>
internal sealed class GrainClass
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<Type, ObjectFactory> Factories = new();

    private readonly ObjectFactory _factory;
    private readonly ImmutableArray<StateParameter> _states;

    public GrainClass(Type type, IServiceProvider services)
    {
        Type = type;
        GrainType = type.GetCustomAttribute<GrainTypeAttribute>()?.GetGrainType(services, type) ?? GrainType.Create(DefaultName(type));
        Interfaces = [.. type.GetInterfaces().Where(face => typeof(IGrain).IsAssignableFrom(face) && !IsMarker(face)).Select(ActorRegistry.Interface)];
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), true);
        Workers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.Limit ?? 0;
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var provider in type.GetCustomAttributes(true).OfType<IGrainPropertiesProviderAttribute>())
        {
            provider.Populate(services, type, GrainType, properties);
        }

        Properties = new(properties.ToImmutableDictionary(StringComparer.Ordinal));
        KeepsAlive = properties.GetValueOrDefault(KeepAliveAttribute.Property) == KeepAliveAttribute.Indefinite;
        Placement = type.GetCustomAttribute<PlacementAttribute>()?.PlacementStrategy ?? HashBasedPlacement.Singleton;
        Filters = [.. type.GetCustomAttributes<PlacementFilterAttribute>().Select(filter => filter.PlacementFilterStrategy).OrderBy(filter => filter.Order)];
        _states = [.. States(type)];
        _factory = Factories.GetOrAdd(type, of => ActivatorUtilities.CreateFactory(of, [.. _states.Select(state => state.Type)]));
    }

    /// <summary>A silo's own service.</summary>
    public GrainClass(Type type, GrainType grainType, InterfaceRegistration face)
    {
        (Type, GrainType, Interfaces, IsReentrant, KeepsAlive, IsSystem) = (type, grainType, [face], true, true, true);
        _factory = static (_, _) => throw new NotSupportedException();
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public ImmutableArray<InterfaceRegistration> Interfaces { get; } = [];

    public bool IsReentrant { get; }

    public bool KeepsAlive { get; }

    public bool IsSystem { get; }

    /// <summary>The most activations of one grain per silo; 0: one in the whole cluster.</summary>
    public int Workers { get; }

    /// <summary>Whether activations are in the directory.</summary>
    public bool IsRegistered => !IsSystem && Workers == 0 && Placement.IsUsingGrainDirectory;

    public GrainProperties Properties { get; } = new(ImmutableDictionary<string, string>.Empty);

    public PlacementStrategy Placement { get; } = HashBasedPlacement.Singleton;

    public ImmutableArray<PlacementFilterStrategy> Filters { get; } = [];

    /// <summary>Makes the instance of the activation that <see cref="ActivationScope"/> constructs.</summary>
    public object Construct(IServiceProvider services)
    {
        var activation = (Activation)ActivationScope.Constructing;
        return _factory(services, [.. _states.Select(state => state.Make(activation))]);
    }

    private static bool IsMarker(Type face) => face == typeof(IGrain) || face == typeof(IGrainWithStringKey) || face == typeof(IAddressable);

    private static string DefaultName(Type type)
    {
        var name = type.Name.ToLower(CultureInfo.InvariantCulture);
        return name.Length > 5 && name.EndsWith("grain", StringComparison.Ordinal) ? name[..^5] : name;
    }

    private static IEnumerable<StateParameter> States(Type type)
    {
        var constructors = type.GetConstructors();
        return constructors.Length != 1
            ? []
            : from parameter in constructors[0].GetParameters()
              let attribute = parameter.GetCustomAttribute<PersistentStateAttribute>()
              where attribute is not null
              select new StateParameter(parameter.ParameterType, attribute);
    }

    private sealed class StateParameter(Type type, PersistentStateAttribute attribute)
    {
        private readonly Type _implementation = typeof(PersistentStateOf<>).MakeGenericType(type.GetGenericArguments()[0]);

        public Type Type => type;

        public object Make(Activation activation) => Activator.CreateInstance(_implementation, activation, attribute.StateName, attribute.StorageName)!;
    }
}
