using ChainOfSight.Data.Samples;

namespace ChainOfSight.Training.Evaluation.Measures;

/// <summary>
/// Boxes among which the best constant one is sought: the whole image, every reference, and every box whose edges lie on
/// a lattice of sixteenths. The lattice finds boxes that no reference is, such as one quadrant for objects that fill one.
/// </summary>
internal static class ConstantBoxes
{
    private const int Lattice = 16;

    public static LabelledBox Whole { get; } = new("", 0, 0, 1, 1);

    public static IEnumerable<LabelledBox> Candidates(IReadOnlyList<LabelledBox> references) =>
        references.Distinct().Concat(
            from left in Enumerable.Range(0, Lattice)
            from right in Enumerable.Range(left + 1, Lattice - left)
            from top in Enumerable.Range(0, Lattice)
            from bottom in Enumerable.Range(top + 1, Lattice - top)
            select new LabelledBox("", (double)left / Lattice, (double)top / Lattice, (double)right / Lattice, (double)bottom / Lattice));
}
