namespace ChainOfSight.Actors;

/// <summary>Which silos may be chosen at all: data only; its <see cref="IPlacementFilterDirector"/> decides.</summary>
public abstract class PlacementFilterStrategy
{
    /// <summary>Filters of a class run from low to high order; two of one class may not share an order.</summary>
    protected PlacementFilterStrategy(int order) => Order = order;

    /// <summary>When it runs.</summary>
    public int Order { get; private set; }

    /// <summary>Takes settings from a grain class's properties.</summary>
    public void Initialize(GrainProperties properties)
    {
        if (GetPlacementFilterGrainProperty("order", properties) is { } order)
        {
            Order = int.Parse(order, System.Globalization.CultureInfo.InvariantCulture);
        }

        AdditionalInitialize(properties);
    }

    /// <summary>Takes a filter's own settings from a grain class's properties.</summary>
    public virtual void AdditionalInitialize(GrainProperties properties)
    {
    }

    /// <summary>Writes settings into a grain class's properties.</summary>
    public void PopulateGrainProperties(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        properties[Key("order")] = Order.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (key, value) in GetAdditionalGrainProperties(services, grainClass, grainType, properties))
        {
            properties[Key(key)] = value;
        }
    }

    /// <summary>A setting of this filter among a grain class's properties; null if it is not there.</summary>
    protected string? GetPlacementFilterGrainProperty(string key, GrainProperties properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        return properties.Properties.GetValueOrDefault(Key(key));
    }

    /// <summary>A filter's own settings as properties.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, IReadOnlyDictionary<string, string> existingProperties) => [];

    private string Key(string key) => $"{GetType().Name}.{key}";
}
