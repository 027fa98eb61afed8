using ChainOfSight.Models.Resampling;

namespace ChainOfSight.Tests.Unit.Models;

/// <summary>The named layouts are those of the paper's tables.</summary>
public sealed class ResamplerLayoutsTests
{
    [Theory]
    [InlineData("cos-32", 16, "16, 4", "16 + 16", 32)]
    [InlineData("cos-48", 16, "16, 4", "16 + 32", 48)]
    [InlineData("cos-80", 16, "16, 4", "16 + 64", 80)]
    [InlineData("cos-80-grid32", 32, "32, 8", "16 + 64", 80)]
    [InlineData("cos-144-grid16", 16, "16, 8, 4", "16 + 64 + 64", 144)]
    [InlineData("cos-272-grid16", 16, "16, 2", "16 + 256", 272)]
    [InlineData("cos-336-grid16", 16, "16, 8, 2", "16 + 64 + 256", 336)]
    [InlineData("cos-144-grid32", 32, "32, 16, 8", "16 + 64 + 64", 144)]
    [InlineData("cos-272-grid32", 32, "32, 4", "16 + 256", 272)]
    [InlineData("cos-336", 32, "32, 16, 4", "16 + 64 + 256", 336)]
    [InlineData("cos-336-from-32", 32, "32, 16, 2", "16 + 64 + 256", 336)]
    [InlineData("cos-528-from-80", 32, "32, 8, 4", "16 + 256 + 256", 528)]
    [InlineData("cos-528-from-32", 32, "32, 8, 2", "16 + 256 + 256", 528)]
    [InlineData("cos-784-from-48", 32, "32, 8, 2", "16 + 256 + 512", 784)]
    [InlineData("cos-1104", 32, "32, 16, 2", "16 + 64 + 1024", 1104)]
    [InlineData("cos-1296", 32, "32, 8, 2", "16 + 256 + 1024", 1296)]
    [InlineData("resampler-80", 16, "16", "80", 80)]
    [InlineData("resampler-336", 16, "16", "336", 336)]
    [InlineData("linear-256", 16, "", "", 256)]
    public void Get_named_layout_has_the_printed_row(string name, int grid, string windows, string tokens, int total)
    {
        var layout = ResamplerLayouts.Get(name);

        Assert.Equal(grid, layout.Grid);
        Assert.Equal(windows, string.Join(", ", layout.Scales.Select(scale => scale.Window)));
        Assert.Equal(tokens, string.Join(" + ", layout.Scales.Select(layout.ScaleTokens)));
        Assert.Equal(total, layout.Tokens);
        Assert.Empty(LayoutValidator.Check(layout));
    }

    [Fact]
    public void Get_unknown_name_lists_the_known_ones()
    {
        var error = Assert.Throws<LayoutException>(() => ResamplerLayouts.Get("cos-33"));

        Assert.Contains("'cos-33'", error.Message, StringComparison.Ordinal);
        Assert.All(ResamplerLayouts.Names, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
        Assert.Equal(19, ResamplerLayouts.Names.Count);
    }

    [Fact]
    public void TokenOffset_third_scale_starts_after_the_first_two()
    {
        Assert.Equal(16 + 256, ResamplerLayouts.Get("cos-1296").TokenOffset(2));
    }

    [Fact]
    public void Layout_through_json_and_back_is_the_same()
    {
        var json = System.Text.Json.JsonSerializer.Serialize(ResamplerLayouts.Get("cos-336"));
        var back = System.Text.Json.JsonSerializer.Deserialize<ResamplerLayout>(json)!;

        Assert.Equal(json, System.Text.Json.JsonSerializer.Serialize(back));
        Assert.Equal(336, back.Tokens);
        Assert.Equal(new ResamplerScale(4, 4, 1), back.Scales[2]);
    }
}
