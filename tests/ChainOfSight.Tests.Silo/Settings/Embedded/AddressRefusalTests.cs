using ChainOfSight.Silo.Settings;

namespace ChainOfSight.Tests.Silo.Settings;

/// <summary>The embedded runtime joins processes of one machine only.</summary>
public sealed class AddressRefusalTests
{
    /// <summary>Promise: each setting of an address is refused, and told which engine joins machines.</summary>
    [Theory]
    [InlineData("Address", "10.0.0.5")]
    [InlineData("Address", "127.0.0.1")]
    [InlineData("Listen", "0.0.0.0")]
    [InlineData("GatewayPort", "30000")]
    public void Address_is_refused_with_the_way_to_more_machines(string setting, string value)
    {
        var error = Assert.Throws<SiloSettingsException>(() => new SiloSettingsReader(
            SettingSources.Collect(new Dictionary<string, string?> { ["Secret"] = "sixteen-characters", [setting] = value }, _ => null, null)).Read());

        Assert.Contains($"{setting} is '{value}' in the arguments", error.Message, StringComparison.Ordinal);
        Assert.Contains("-p:ActorRuntime=Orleans", error.Message, StringComparison.Ordinal);
    }
}
