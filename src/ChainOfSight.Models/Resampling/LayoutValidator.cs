namespace ChainOfSight.Models.Resampling;

/// <summary>Judges a layout by itself. Whether it can grow from another one is judged by <see cref="InflationPlan"/>.</summary>
public static class LayoutValidator
{
    /// <summary>Largest side of a grid, in patches.</summary>
    public const int MaximumGrid = 512;

    /// <summary>Most visual tokens of one image.</summary>
    public const int MaximumTokens = 1 << 18;

    /// <summary>Throws where the layout breaks a rule.</summary>
    /// <param name="layout">The layout to judge.</param>
    /// <returns>The same layout.</returns>
    /// <exception cref="LayoutException">With every fault found.</exception>
    public static ResamplerLayout Validated(this ResamplerLayout layout)
    {
        var faults = Check(layout);
        return faults.Count == 0 ? layout : throw new LayoutException(faults);
    }

    /// <summary>All faults of a layout; empty where it is legal.</summary>
    /// <param name="layout">The layout to judge.</param>
    public static IReadOnlyList<LayoutFault> Check(ResamplerLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var faults = new List<LayoutFault>();
        var gridIsLegal = layout.Grid is > 0 and <= MaximumGrid;
        if (string.IsNullOrWhiteSpace(layout.Name))
        {
            faults.Add(Fault(layout, "name", "''", "a layout needs a name"));
        }

        if (!gridIsLegal)
        {
            faults.Add(Fault(layout, "grid", layout.Grid, $"the grid's side must be 1 to {MaximumGrid} patches"));
        }

        CheckKind(layout, faults);
        for (var i = 0; i < layout.Scales.Count; i++)
        {
            CheckScale(layout, i, gridIsLegal, faults);
        }

        if (faults.Count == 0)
        {
            CheckTokens(layout, faults);
        }

        return faults;
    }

    private static void CheckKind(ResamplerLayout layout, List<LayoutFault> faults)
    {
        var (least, most, rule) = layout.Projector switch
        {
            ProjectorKind.Linear => (0, 0, "a linear projector has one token per patch and no scales"),
            ProjectorKind.Plain => (1, 1, "a plain resampler has exactly one scale, whose window is the grid"),
            _ => (1, int.MaxValue, "a multi-scale resampler needs at least one scale"),
        };
        if (layout.Scales.Count < least || layout.Scales.Count > most)
        {
            faults.Add(Fault(layout, "scales", layout.Scales.Count, rule));
        }
        else if (layout.Projector == ProjectorKind.Plain && layout.Scales[0].Window != layout.Grid)
        {
            faults.Add(new(layout.Name, 0, "window", $"{layout.Scales[0].Window}", $"{rule} (here {layout.Grid})"));
        }
    }

    private static void CheckScale(ResamplerLayout layout, int index, bool gridIsLegal, List<LayoutFault> faults)
    {
        var scale = layout.Scales[index];
        void Add(string field, int value, string rule) => faults.Add(new(layout.Name, index, field, $"{value}", rule));
        if (scale.Window <= 0)
        {
            Add("window", scale.Window, "a window's side must be at least 1 patch");
        }
        else if (gridIsLegal && layout.Grid % scale.Window != 0)
        {
            Add("window", scale.Window, $"the window must divide the grid, which has {layout.Grid} patches per side");
        }

        if (scale.QueriesPerWindow is <= 0 or > MaximumTokens)
        {
            Add("queriesPerWindow", scale.QueriesPerWindow, $"each window needs 1 to {MaximumTokens} queries");
        }

        if (scale.Parent < 0)
        {
            Add("parent", scale.Parent.Value, "a parent is the index, from 0, of a scale of the layout it grows from");
        }

        if (index > 0 && scale.Window >= layout.Scales[index - 1].Window)
        {
            Add("window", scale.Window, $"scales go from coarse to fine, so it must be below {layout.Scales[index - 1].Window}, the window of scale {index - 1}");
        }
    }

    private static void CheckTokens(ResamplerLayout layout, List<LayoutFault> faults)
    {
        var perScale = layout.Scales.Select(s => (long)(layout.Grid / s.Window) * (layout.Grid / s.Window) * s.QueriesPerWindow).ToArray();
        var total = layout.Projector == ProjectorKind.Linear ? (long)layout.Grid * layout.Grid : perScale.Sum();
        if (total > MaximumTokens)
        {
            faults.Add(Fault(layout, "tokens", total, $"at most {MaximumTokens} visual tokens per image"));
        }

        if (layout.DeclaredTokens is { } declared && declared != total)
        {
            var sum = perScale.Length == 0 ? $"{total}" : $"{string.Join(" + ", perScale)} = {total}";
            faults.Add(Fault(layout, "declaredTokens", declared, $"the scales add up to {sum} tokens"));
        }
    }

    private static LayoutFault Fault(ResamplerLayout layout, string field, object value, string rule) =>
        new(layout.Name, null, field, $"{value}", rule);
}
