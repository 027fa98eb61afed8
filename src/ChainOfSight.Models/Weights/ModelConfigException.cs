namespace ChainOfSight.Models.Weights;

/// <summary>A model's sizes that are missing, of a wrong type or impossible together; it carries all faults.</summary>
public sealed class ModelConfigException : ModelException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="source">What was read: a file or the kind of configuration.</param>
    /// <param name="faults">All faults, at least one; each names key, value and rule.</param>
    public ModelConfigException(string source, IReadOnlyList<string> faults)
        : base($"{source}: {string.Join("; ", faults)}")
    {
        Faults = faults;
    }

    /// <summary>All faults found.</summary>
    public IReadOnlyList<string> Faults { get; }
}
