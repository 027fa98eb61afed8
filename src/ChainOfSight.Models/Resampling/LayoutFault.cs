namespace ChainOfSight.Models.Resampling;

/// <summary>One broken rule of a layout.</summary>
/// <param name="Layout">Name of the layout.</param>
/// <param name="Scale">Index of the scale; null where the fault is the layout's own.</param>
/// <param name="Field">The field that is wrong, such as <c>window</c>.</param>
/// <param name="Value">Its value as text.</param>
/// <param name="Rule">The rule it breaks, with what is legal.</param>
public sealed record LayoutFault(string Layout, int? Scale, string Field, string Value, string Rule)
{
    /// <summary>The fault in one sentence.</summary>
    public override string ToString() =>
        $"layout '{Layout}'{(Scale is { } scale ? $", scale {scale}" : "")}: {Field} {Value}: {Rule}";
}
