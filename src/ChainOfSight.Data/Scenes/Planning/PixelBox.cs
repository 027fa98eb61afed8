using ChainOfSight.Data.Samples;

namespace ChainOfSight.Data.Scenes.Planning;

/// <summary>A rectangle of whole pixels.</summary>
/// <param name="X">Left column.</param>
/// <param name="Y">Top row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct PixelBox(int X, int Y, int Width, int Height)
{
    /// <summary>Middle column.</summary>
    public double CenterX => X + (Width / 2.0);

    /// <summary>Middle row.</summary>
    public double CenterY => Y + (Height / 2.0);

    /// <summary>Whether two rectangles share a pixel or touch within a gap.</summary>
    /// <param name="other">The other.</param>
    /// <param name="gap">Pixels that should be free between them.</param>
    public bool Meets(PixelBox other, int gap) =>
        X < other.X + other.Width + gap && other.X < X + Width + gap && Y < other.Y + other.Height + gap && other.Y < Y + Height + gap;

    /// <summary>The rectangle relative to a square canvas.</summary>
    /// <param name="label">What is in it.</param>
    /// <param name="side">Side of the canvas in pixels.</param>
    public LabelledBox Relative(string label, int side) =>
        new(label, (double)X / side, (double)Y / side, (double)(X + Width) / side, (double)(Y + Height) / side);
}
