namespace ChainOfSight.Actors;

/// <summary>On a constructor parameter of type <see cref="IPersistentState{TState}"/> of a grain class: which state, from which storage.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute : Attribute
{
    /// <summary>Names state and storage.</summary>
    /// <param name="stateName">The state's name, unique in the grain class.</param>
    /// <param name="storageName">The name under which an <see cref="IGrainStorage"/> is registered; null: the default one.</param>
    public PersistentStateAttribute(string stateName, string? storageName = null)
    {
        ArgumentNullException.ThrowIfNull(stateName);
        StateName = stateName;
        StorageName = storageName;
    }

    /// <summary>The state's name.</summary>
    public string StateName { get; }

    /// <summary>The storage's name; null: the default one.</summary>
    public string? StorageName { get; }
}
