using ChainOfSight.Data.Samples;

namespace ChainOfSight.Training.Steps.Models;

/// <summary>Which class each patch of an image shows, from boxes: the class of the smallest box over the patch's centre.</summary>
public static class PatchTargets
{
    /// <summary>Targets of one image, row by row, <c>[grid · grid]</c>; the index after the last class where there is nothing.</summary>
    /// <param name="boxes">The image's boxes; those of unknown classes are passed over.</param>
    /// <param name="classes">Names of the classes.</param>
    /// <param name="grid">Patches per side.</param>
    public static long[] Of(IReadOnlyList<LabelledBox> boxes, IReadOnlyDictionary<string, int> classes, int grid)
    {
        var targets = new long[grid * grid];
        Array.Fill(targets, classes.Count);

        // Small boxes last, so that they stand over the large ones behind them.
        foreach (var box in boxes.OrderByDescending(box => (box.X1 - box.X0) * (box.Y1 - box.Y0)))
        {
            if (classes.TryGetValue(box.Label, out var index))
            {
                Paint(targets, box, index, grid);
            }
        }

        return targets;
    }

    private static void Paint(long[] targets, LabelledBox box, int index, int grid)
    {
        var (left, right) = Covered(box.X0, box.X1, grid);
        var (top, bottom) = Covered(box.Y0, box.Y1, grid);
        for (var row = top; row < bottom; row++)
        {
            targets.AsSpan((row * grid) + left, right - left).Fill(index);
        }
    }

    // Patches whose centre is inside; a box between two centres still gets the patch of its own centre.
    private static (int From, int To) Covered(double from, double to, int grid)
    {
        var first = (int)Math.Ceiling((from * grid) - 0.5);
        var last = (int)Math.Ceiling((to * grid) - 0.5);
        if (last <= first)
        {
            first = (int)((from + to) / 2 * grid);
            last = first + 1;
        }

        return (Math.Clamp(first, 0, grid), Math.Clamp(last, 0, grid));
    }
}
