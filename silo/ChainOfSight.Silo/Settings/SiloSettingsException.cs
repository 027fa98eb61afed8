using ChainOfSight.Storage;

namespace ChainOfSight.Silo.Settings;

/// <summary>Settings of a silo that are wrong, all of them at once.</summary>
public sealed class SiloSettingsException : UserErrorException
{
    /// <summary>Lists the faults.</summary>
    /// <param name="faults">One sentence each: the setting, its value, where it stood, what is legal.</param>
    public SiloSettingsException(IReadOnlyList<string> faults)
        : base($"The silo cannot start: {faults?.Count} of its settings {(faults?.Count == 1 ? "is" : "are")} wrong.{string.Concat((faults ?? []).Select(fault => $"\n  {fault}"))}") =>
        Faults = faults ?? [];

    /// <summary>One sentence per fault.</summary>
    public IReadOnlyList<string> Faults { get; }
}
