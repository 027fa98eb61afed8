using System.Text.RegularExpressions;

namespace ChainOfSight.Data.Samples;

/// <summary>What a record must be to enter a source, and to be used from one.</summary>
public static partial class SampleRule
{
    /// <summary>The first rule that the record breaks, as a clause for a message; null where it breaks none.</summary>
    public static string? Broken(SampleRecord record)
    {
        if (!Key().IsMatch(record.Id))
        {
            return $"its id '{record.Id}' can't be a member's name; legal are 1 to 90 letters, digits, '-' and '_'";
        }

        if (record.Turns.Any(turn => turn is null) || record.Boxes.Any(box => box is null) || record.Labels.Any(label => label is null))
        {
            return "a turn, box or label is null";
        }

        if (record.Turns.FirstOrDefault(turn => !Enum.IsDefined(turn.Task) || string.IsNullOrWhiteSpace(turn.Answer)) is { } turn)
        {
            return $"the turn '{turn.Prompt}' has no answer or an unknown task";
        }

        return record.Boxes.Concat(record.Turns.Select(t => t.Box).OfType<LabelledBox>()).FirstOrDefault(box => !IsLegal(box)) is { } illegal
            ? $"the box of '{illegal.Label}' is {illegal.X0}, {illegal.Y0}, {illegal.X1}, {illegal.Y1}; legal are 0 ≤ x0 < x1 ≤ 1 and 0 ≤ y0 < y1 ≤ 1"
            : null;
    }

    private static bool IsLegal(LabelledBox box) => box is { X0: >= 0, Y0: >= 0, X1: <= 1, Y1: <= 1 } && box.X0 < box.X1 && box.Y0 < box.Y1;

    // A dot would end the key in WebDataset's reading of names.
    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,90}\z")]
    private static partial Regex Key();
}
