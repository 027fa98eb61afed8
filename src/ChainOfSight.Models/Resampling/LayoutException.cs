namespace ChainOfSight.Models.Resampling;

/// <summary>A layout, or a step from one layout to another, that breaks rules; it carries all faults, not the first only.</summary>
public sealed class LayoutException : ModelException
{
    /// <summary>Makes the exception from what was found.</summary>
    /// <param name="faults">All faults, at least one.</param>
    public LayoutException(IReadOnlyList<LayoutFault> faults)
        : base(string.Join(Environment.NewLine, faults))
    {
        Faults = faults;
    }

    /// <summary>All faults, in the order of the scales.</summary>
    public IReadOnlyList<LayoutFault> Faults { get; }
}
