using ChainOfSight.Grains.Placement;

namespace ChainOfSight.Tests.Cluster.Decisions;

/// <summary>Where grains that are bound to a place may be.</summary>
public sealed class PlaceRuleTests
{
    private static readonly SiloLabels Silo = new("a", ["cpu:0", "cuda:1"]);

    /// <summary>Promise: a key's silo is what stands before its first slash, and its device all that follows.</summary>
    [Theory]
    [InlineData("a", "a", null)]
    [InlineData("a/cpu:0", "a", "cpu:0")]
    [InlineData("a/b/c", "a", "b/c")]
    [InlineData("/cpu:0", "", "cpu:0")]
    public void Key_is_taken_apart_at_its_first_slash(string key, string silo, string? device) => Assert.Equal(new PlaceKey(silo, device), PlaceKey.Parse(key));

    /// <summary>Promise: only the silo in the key fits, and only with the device in the key.</summary>
    [Theory]
    [InlineData("a", true, true)]
    [InlineData("a/cpu:0", true, true)]
    [InlineData("a/cuda:1", true, true)]
    [InlineData("a/cuda:0", true, false)]
    [InlineData("a/cpu", true, false)]
    [InlineData("A/cpu:0", false, true)]
    [InlineData("b/cpu:0", false, true)]
    public void Place_fits_by_silo_and_device(string key, bool isSilo, bool hasDevice) =>
        Assert.Equal((isSilo, hasDevice), (PlaceRule.IsSilo(PlaceKey.Parse(key), Silo), PlaceRule.HasDevice(PlaceKey.Parse(key), Silo)));

    /// <summary>Promise: a silo's labels survive as metadata, and a silo of which nothing is known fits no key that names one.</summary>
    [Fact]
    public void Labels_survive_as_metadata()
    {
        var read = SiloLabels.Of(Silo.ToMetadata());
        var unknown = SiloLabels.Of(new Dictionary<string, string>());

        Assert.Equal(Silo.Silo, read.Silo);
        Assert.Equal(Silo.Devices, read.Devices);
        Assert.Empty(unknown.Devices);
        Assert.False(PlaceRule.IsSilo(PlaceKey.Parse("a"), unknown));
    }

    /// <summary>Promise: errors name what was asked for and what there is.</summary>
    [Fact]
    public void Errors_name_what_there_is()
    {
        Assert.Contains("\"c\"", PlaceRule.NoSilo("replica/c/cpu:0", PlaceKey.Parse("c/cpu:0"), [Silo, new("b", [])]), StringComparison.Ordinal);
        Assert.Contains("a, b", PlaceRule.NoSilo("replica/c/cpu:0", PlaceKey.Parse("c/cpu:0"), [Silo, new("b", [])]), StringComparison.Ordinal);
        Assert.Contains("cpu:0, cuda:1", PlaceRule.NoDevice("replica/a/cuda:9", PlaceKey.Parse("a/cuda:9"), Silo), StringComparison.Ordinal);
    }
}
