using ChainOfSight.Models.Resampling;
using ChainOfSight.Training.Reports.Markup;

namespace ChainOfSight.Training.Reports.Sections;

/// <summary>Windows of one scale as lines over a unit square of 100 by 100.</summary>
internal static class WindowDrawing
{
    /// <summary>Lines between windows; a halo keeps them visible on any picture.</summary>
    public static Html Lines(int side)
    {
        var path = string.Concat(Enumerable.Range(1, side - 1).Select(i => FormattableString.Invariant($"M{100.0 * i / side:0.###} 0V100M0 {100.0 * i / side:0.###}H100")))
            + "M0 0H100V100H0Z";
        return Html.Of($"""<path class="window-halo" d="{path}"/><path class="window" d="{path}"/>""");
    }

    /// <summary>The square that a window covers.</summary>
    public static Html Fill(int side, int column, int row, int extent = 1) => Html.Of(
        $"""<rect class="window-fill" x="{100.0 * column / side}" y="{100.0 * row / side}" width="{100.0 * extent / side}" height="{100.0 * extent / side}"/>""");

    /// <summary>16 tokens: 4 × 4 windows of 8 × 8 patches.</summary>
    public static string Describe(ResamplerLayout layout, int scale)
    {
        var side = layout.WindowGrid(scale);
        var windows = side == 1 ? "one window" : $"{side} × {side} windows";
        return $"{layout.ScaleTokens(layout.Scales[scale])} tokens, {windows}";
    }
}
