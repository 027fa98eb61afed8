namespace ChainOfSight.Models.Resampling;

/// <summary>
/// Where each scale of a larger layout takes its weights and queries from: weights are copies of the parent scale's, queries are
/// nearest neighbours over the window grid (arXiv 2407.15819 §3.3). A pure map; <see cref="Inflation"/> applies it to tensors.
/// </summary>
public sealed record InflationPlan
{
    /// <summary>The layout that has weights.</summary>
    public required ResamplerLayout From { get; init; }

    /// <summary>The layout that grows from it.</summary>
    public required ResamplerLayout To { get; init; }

    /// <summary>One entry per scale of <see cref="To"/>.</summary>
    public required IReadOnlyList<InflatedScale> Scales { get; init; }

    /// <summary>Makes the plan.</summary>
    /// <param name="from">The layout that has weights.</param>
    /// <param name="to">The layout that grows from it; every scale of it names its parent.</param>
    /// <exception cref="LayoutException">With every rule broken by either layout or by the step between them.</exception>
    public static InflationPlan Between(ResamplerLayout from, ResamplerLayout to)
    {
        List<LayoutFault> faults = [.. LayoutValidator.Check(from), .. LayoutValidator.Check(to)];
        if (faults.Count == 0)
        {
            faults.AddRange(Check(from, to));
        }

        if (faults.Count > 0)
        {
            throw new LayoutException(faults);
        }

        var scales = to.Scales.Select((scale, i) => InflatedScale.Nearest(scale.Parent!.Value, from.WindowGrid(scale.Parent.Value), to.WindowGrid(i)));
        return new() { From = from, To = to, Scales = [.. scales] };
    }

    private static IEnumerable<LayoutFault> Check(ResamplerLayout from, ResamplerLayout to)
    {
        foreach (var layout in new[] { from, to }.Where(l => l.Projector != ProjectorKind.MultiScale))
        {
            yield return new(layout.Name, null, "projector", $"{layout.Projector}", "only multi-scale resamplers are inflated");
        }

        for (var i = 0; i < to.Scales.Count; i++)
        {
            var scale = to.Scales[i];
            if (scale.Parent is not { } parent || parent >= from.Scales.Count)
            {
                yield return new(to.Name, i, "parent", scale.Parent?.ToString() ?? "missing", $"must be a scale of '{from.Name}': 0 to {from.Scales.Count - 1}");
                continue;
            }

            if (scale.QueriesPerWindow != from.Scales[parent].QueriesPerWindow)
            {
                yield return new(to.Name, i, "queriesPerWindow", $"{scale.QueriesPerWindow}",
                    $"a child window has as many queries as its parent's, {from.Scales[parent].QueriesPerWindow} in scale {parent} of '{from.Name}'");
            }

            if (to.WindowGrid(i) % from.WindowGrid(parent) != 0)
            {
                yield return new(to.Name, i, "window", $"{scale.Window}",
                    $"its {to.WindowGrid(i)} windows per side are no whole multiple of the {from.WindowGrid(parent)} of its parent, scale {parent} of '{from.Name}'");
            }
        }
    }
}
