namespace ChainOfSight.Models.Language;

/// <summary>How rows without padding are gathered to a block <c>[samples, longest]</c> for attention, and back.</summary>
/// <param name="Rows">For each place of the block the row that fills it, row-major; padding repeats a row of its own sample.</param>
/// <param name="Places">For each row its place in the block, <c>[total]</c>.</param>
/// <param name="Width">Places per sample.</param>
public sealed record PaddedBlock(long[] Rows, long[] Places, int Width)
{
    /// <summary>Padding after each sample, where a causal mask alone keeps it out of sight.</summary>
    /// <param name="layout">The batch.</param>
    public static PaddedBlock Right(TokenLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return Fill(layout, (_, position) => position);
    }

    /// <summary>Padding before each sample, so that all samples end, and grow, in the same column.</summary>
    /// <param name="layout">The batch.</param>
    public static PaddedBlock Left(TokenLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var longest = layout.Longest;
        return Fill(layout, (sample, position) => longest - layout.Lengths[sample] + position);
    }

    private static PaddedBlock Fill(TokenLayout layout, Func<int, int, int> column)
    {
        var width = layout.Longest;
        var rows = new long[layout.Samples * width];
        var places = new long[layout.Total];
        for (var sample = 0; sample < layout.Samples; sample++)
        {
            Array.Fill(rows, layout.Offsets[sample], sample * width, width);
            for (var position = 0; position < layout.Lengths[sample]; position++)
            {
                var place = sample * width + column(sample, position);
                rows[place] = layout.Offsets[sample] + position;
                places[layout.Offsets[sample] + position] = place;
            }
        }

        return new(rows, places, width);
    }
}
