using ChainOfSight.Storage;

namespace ChainOfSight.Data.Importing;

/// <summary>A folder that can't be imported as it is; all its faults at once.</summary>
public sealed class ImportException : UserErrorException
{
    private const int Shown = 20;

    /// <summary>Creates the error.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="faults">All faults, at least one.</param>
    /// <param name="advice">What to do.</param>
    public ImportException(string folder, IReadOnlyList<ImportFault> faults, string advice)
        : base(Text(folder, faults, advice)) => Faults = faults;

    /// <summary>All faults; the message shows the first twenty.</summary>
    public IReadOnlyList<ImportFault> Faults { get; }

    private static string Text(string folder, IReadOnlyList<ImportFault> faults, string advice)
    {
        var lines = faults.Take(Shown).Select(fault => $"{Environment.NewLine}  - {fault}");
        var more = faults.Count > Shown ? $"{Environment.NewLine}  … and {faults.Count - Shown} more" : "";
        return $"The folder '{folder}' can't be imported, {faults.Count} fault{(faults.Count == 1 ? "" : "s")}:{string.Concat(lines)}{more}{Environment.NewLine}{advice}";
    }
}
