namespace ChainOfSight.Models.Language;

/// <summary>Which rows of a batch predict a label, and which.</summary>
/// <param name="Rows">Row before the label's own, whose hidden state predicts it.</param>
/// <param name="Targets">The labels, of the same length.</param>
public sealed record LossPositions(long[] Rows, long[] Targets)
{
    /// <summary>Label of a token that carries no loss.</summary>
    public const int Ignored = -100;

    /// <summary>Tokens that carry loss.</summary>
    public int Count => Targets.Length;

    /// <summary>Finds the rows of a batch.</summary>
    /// <param name="layout">The batch.</param>
    /// <param name="labels">
    /// One per text token: the token itself where it is to be predicted, −100 where not. A sample's very first token has nothing before
    /// it and carries no loss whatever its label.
    /// </param>
    /// <exception cref="ArgumentException">Not one label per text token.</exception>
    public static LossPositions Of(TokenLayout layout, ReadOnlySpan<int> labels)
    {
        ArgumentNullException.ThrowIfNull(layout);
        if (labels.Length != layout.TextRows.Length)
        {
            throw new ArgumentException($"{labels.Length} labels for {layout.TextRows.Length} text tokens: there must be one for each.", nameof(labels));
        }

        var rows = new List<long>(labels.Length);
        var targets = new List<long>(labels.Length);
        for (var i = 0; i < labels.Length; i++)
        {
            var row = layout.TextRows[i];
            if (labels[i] != Ignored && layout.Positions[row] > 0)
            {
                rows.Add(row - 1);
                targets.Add(labels[i]);
            }
        }

        return new([.. rows], [.. targets]);
    }
}
