namespace ChainOfSight.Models.Weights;

/// <summary>Collects what is wrong with a model's sizes, so that all of it is reported at once.</summary>
/// <param name="source">What is judged, for the message.</param>
internal sealed class ConfigFaults(string source)
{
    private readonly List<string> faults = [];

    /// <summary>Demands that a rule holds.</summary>
    public ConfigFaults Require(bool holds, string key, object? value, string rule)
    {
        if (!holds)
        {
            faults.Add($"{key} {value}: {rule}");
        }

        return this;
    }

    /// <summary>Demands 1 to a limit.</summary>
    public ConfigFaults InRange(string key, long value, long most) =>
        Require(value >= 1 && value <= most, key, value, $"must be 1 to {most}");

    /// <summary>Adds a fault as text.</summary>
    public void Add(string fault) => faults.Add(fault);

    /// <summary>Throws where anything was found.</summary>
    /// <exception cref="ModelConfigException">With all faults.</exception>
    public void ThrowIfAny()
    {
        if (faults.Count > 0)
        {
            throw new ModelConfigException(source, faults);
        }
    }
}
