using ChainOfSight.Data.Samples;

namespace ChainOfSight.Training.Evaluation;

/// <summary>How far two boxes cover the same area.</summary>
public static class BoxOverlap
{
    /// <summary>Overlap from which a box counts as right.</summary>
    public const double Right = 0.5;

    /// <summary>Intersection over union: common area over covered area, 0 … 1; 0 where both boxes are empty.</summary>
    /// <param name="a">One box, relative coordinates.</param>
    /// <param name="b">The other box.</param>
    public static double Iou(LabelledBox a, LabelledBox b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var width = Math.Min(a.X1, b.X1) - Math.Max(a.X0, b.X0);
        var height = Math.Min(a.Y1, b.Y1) - Math.Max(a.Y0, b.Y0);
        var common = Math.Max(0, width) * Math.Max(0, height);
        var covered = Area(a) + Area(b) - common;
        return covered > 0 ? common / covered : 0;
    }

    private static double Area(LabelledBox box) => Math.Max(0, box.X1 - box.X0) * Math.Max(0, box.Y1 - box.Y0);
}
