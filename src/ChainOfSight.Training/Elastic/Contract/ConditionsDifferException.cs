using ChainOfSight.Storage;

namespace ChainOfSight.Training.Elastic;

/// <summary>A lane whose results would not have the same bits as those of the run's other replicas.</summary>
public sealed class ConditionsDifferException : UserErrorException
{
    /// <summary>Creates the error.</summary>
    /// <param name="device">The lane's device.</param>
    /// <param name="differences">What differs, one sentence each (<see cref="ExactConditions.Differences"/>).</param>
    public ConditionsDifferException(string device, IReadOnlyList<string> differences)
        : base($"The lane {device} cannot take part in this run with equal bits: {string.Join("; ", differences)}. Make them equal, leave the device out, or start the run where all devices are alike.") =>
        Differences = differences;

    /// <summary>What differs.</summary>
    public IReadOnlyList<string> Differences { get; }
}
