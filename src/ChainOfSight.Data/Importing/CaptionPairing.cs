using ChainOfSight.Data.Samples;

namespace ChainOfSight.Data.Importing;

/// <summary>Collects pairs and faults, and makes the records.</summary>
internal sealed class CaptionPairing
{
    private readonly SampleKeys keys = new();

    public List<ImportItem> Items { get; } = [];

    public List<ImportFault> Faults { get; } = [];

    public void Fault(string where, string what) => Faults.Add(new ImportFault(where, what));

    /// <summary>Adds an image with its caption, or the fault of the caption.</summary>
    public void Add(string image, CaptionLine line, string where)
    {
        if (string.IsNullOrWhiteSpace(line.Caption) && line.Turns is not { Count: > 0 })
        {
            Fault(where, "the caption is empty");
            return;
        }

        var record = new SampleRecord
        {
            Id = keys.Next(Path.ChangeExtension(image, null)),
            Caption = string.IsNullOrWhiteSpace(line.Caption) ? null : line.Caption.Trim(),
            Turns = line.Turns ?? [],
            Boxes = line.Boxes ?? [],
            Labels = line.Labels ?? [],
        };
        if (SampleRule.Broken(record) is { } rule)
        {
            Fault(where, rule);
            return;
        }

        Items.Add(new ImportItem(image, record));
    }
}
