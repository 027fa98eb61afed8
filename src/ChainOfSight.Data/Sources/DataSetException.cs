using ChainOfSight.Storage;

namespace ChainOfSight.Data.Sources;

/// <summary>Sources and settings that do not fit together; all faults at once.</summary>
public sealed class DataSetException : UserErrorException
{
    /// <summary>Creates the error.</summary>
    /// <param name="faults">Every fault, at least one.</param>
    public DataSetException(IReadOnlyList<string> faults)
        : base("The data does not fit the stage:" + string.Concat(faults.Select(fault => $"{Environment.NewLine}  - {fault}"))) => Faults = faults;

    /// <summary>Every fault.</summary>
    public IReadOnlyList<string> Faults { get; }
}
