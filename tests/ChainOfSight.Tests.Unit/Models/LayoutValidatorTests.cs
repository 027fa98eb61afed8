using ChainOfSight.Models.Resampling;

namespace ChainOfSight.Tests.Unit.Models;

/// <summary>Illegal layouts are refused with all faults, each naming scale, value and rule.</summary>
public sealed class LayoutValidatorTests
{
    [Theory]
    [InlineData(16, "5:1", "scale 0: window 5: the window must divide the grid, which has 16 patches per side")]
    [InlineData(16, "32:1", "scale 0: window 32: the window must divide the grid")]
    [InlineData(16, "0:1", "scale 0: window 0: a window's side must be at least 1 patch")]
    [InlineData(16, "-4:1", "scale 0: window -4: a window's side must be at least 1 patch")]
    [InlineData(16, "16:0", "scale 0: queriesPerWindow 0: each window needs 1 to")]
    [InlineData(16, "16:-1", "scale 0: queriesPerWindow -1: each window needs 1 to")]
    [InlineData(16, "16:16,16:4", "scale 1: window 16: scales go from coarse to fine, so it must be below 16, the window of scale 0")]
    [InlineData(16, "4:4,16:16", "scale 1: window 16: scales go from coarse to fine")]
    [InlineData(0, "16:16", "grid 0: the grid's side must be 1 to 512 patches")]
    [InlineData(-16, "16:16", "grid -16: the grid's side must be")]
    [InlineData(100_000, "16:16", "grid 100000: the grid's side must be")]
    [InlineData(16, "", "scales 0: a multi-scale resampler needs at least one scale")]
    [InlineData(512, "512:1,1:9", "tokens 2359297: at most 262144 visual tokens per image")]
    public void Check_illegal_layout_names_scale_value_and_rule(int grid, string scales, string expected)
    {
        var faults = LayoutValidator.Check(Layout(grid, scales));

        Assert.Contains(faults, fault => fault.ToString().Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Check_tokens_that_do_not_add_up_shows_the_sum()
    {
        var fault = Assert.Single(LayoutValidator.Check(Layout(16, "16:16,4:4") with { DeclaredTokens = 96 }));

        Assert.Equal("layout 'own': declaredTokens 96: the scales add up to 16 + 64 = 80 tokens", fault.ToString());
    }

    [Fact]
    public void Check_negative_parent_is_a_fault()
    {
        var layout = Layout(16, "16:16") with { Scales = [new(16, 16, -1)] };

        Assert.Contains("scale 0: parent -1:", Assert.Single(LayoutValidator.Check(layout)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Validated_two_faults_reports_both()
    {
        var error = Assert.Throws<LayoutException>(() => Layout(16, "5:1,3:0").Validated());

        Assert.Equal(3, error.Faults.Count);
        Assert.Contains("window 5", error.Message, StringComparison.Ordinal);
        Assert.Contains("queriesPerWindow 0", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ProjectorKind.Plain, "16:16,4:4", "scales 2: a plain resampler has exactly one scale")]
    [InlineData(ProjectorKind.Plain, "4:4", "scale 0: window 4: a plain resampler has exactly one scale, whose window is the grid (here 16)")]
    [InlineData(ProjectorKind.Linear, "16:16", "scales 1: a linear projector has one token per patch and no scales")]
    public void Check_baseline_of_another_shape_is_a_fault(ProjectorKind kind, string scales, string expected)
    {
        var faults = LayoutValidator.Check(Layout(16, scales) with { Projector = kind });

        Assert.Contains(faults, fault => fault.ToString().Contains(expected, StringComparison.Ordinal));
    }

    private static ResamplerLayout Layout(int grid, string scales) => new()
    {
        Name = "own",
        Grid = grid,
        Scales = [.. scales.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split(':'))
            .Select(parts => new ResamplerScale(int.Parse(parts[0]), int.Parse(parts[1])))],
    };
}
