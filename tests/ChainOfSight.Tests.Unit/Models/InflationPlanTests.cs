using ChainOfSight.Models.Resampling;

namespace ChainOfSight.Tests.Unit.Models;

/// <summary>The map from a smaller layout to a larger one is nearest neighbour over windows, and illegal steps are refused.</summary>
public sealed class InflationPlanTests
{
    public static TheoryData<string> Grown => [.. ResamplerLayouts.All.Where(layout => layout.GrowsFrom is not null).Select(layout => layout.Name)];

    [Theory]
    [MemberData(nameof(Grown))]
    public void Between_named_layouts_feeds_each_child_window_from_the_parent_window_over_it(string name)
    {
        var to = ResamplerLayouts.Get(name);
        var plan = InflationPlan.Between(ResamplerLayouts.Get(to.GrowsFrom!), to);

        Assert.Equal(to.Scales.Count, plan.Scales.Count);
        for (var i = 0; i < plan.Scales.Count; i++)
        {
            var (side, parentSide) = (to.WindowGrid(i), plan.From.WindowGrid(plan.Scales[i].Parent));
            Assert.Equal(side, plan.Scales[i].Factor * parentSide);
            for (var window = 0; window < side * side; window++)
            {
                // The centre of the child window, in parts of the image, lies inside its parent window.
                var (x, y) = ((window % side + 0.5) / side, (window / side + 0.5) / side);
                Assert.Equal((int)(y * parentSide) * parentSide + (int)(x * parentSide), plan.Scales[i].SourceWindows[window]);
            }
        }
    }

    [Fact]
    public void Between_first_scale_keeps_its_queries()
    {
        var plan = InflationPlan.Between(ResamplerLayouts.Get("cos-80"), ResamplerLayouts.Get("cos-1296"));

        Assert.Equal([0], plan.Scales[0].SourceWindows);
        Assert.Equal([0, 0, 1], plan.Scales.Select(scale => scale.Parent));
    }

    [Theory]
    [InlineData("32:16:0,12:16:0", "the window must divide the grid")]
    [InlineData("32:16:0,16:4:1", "scale 1: window 16: its 2 windows per side are no whole multiple of the 4 of its parent, scale 1 of 'cos-80'")]
    [InlineData("32:16:0,8:5:1", "scale 1: queriesPerWindow 5: a child window has as many queries as its parent's, 4 in scale 1 of 'cos-80'")]
    [InlineData("32:16:0,8:4:2", "scale 1: parent 2: must be a scale of 'cos-80': 0 to 1")]
    [InlineData("32:16:0,8:4", "scale 1: parent missing: must be a scale of 'cos-80': 0 to 1")]
    public void Between_illegal_step_names_scale_value_and_rule(string scales, string expected)
    {
        var to = new ResamplerLayout
        {
            Name = "own",
            Grid = 32,
            Scales = [.. scales.Split(',').Select(text => text.Split(':').Select(int.Parse).ToArray())
                .Select(parts => new ResamplerScale(parts[0], parts[1], parts.Length > 2 ? parts[2] : null))],
        };

        var error = Assert.Throws<LayoutException>(() => InflationPlan.Between(ResamplerLayouts.Get("cos-80"), to));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Between_baselines_is_refused()
    {
        var error = Assert.Throws<LayoutException>(() => InflationPlan.Between(ResamplerLayouts.Get("resampler-80"), ResamplerLayouts.Get("cos-336")));

        Assert.Contains("only multi-scale resamplers are inflated", error.Message, StringComparison.Ordinal);
    }
}
