using ChainOfSight.Silo.Settings;

namespace ChainOfSight.Tests.Silo.Settings;

/// <summary>The embedded runtime joins processes of one machine only.</summary>
public sealed class AddressRefusalTests
{
    /// <summary>Promise: each setting of an address and the dashboard's port are refused, and told which engine has them.</summary>
    [Theory]
    [InlineData("Address", "10.0.0.5")]
    [InlineData("Address", "127.0.0.1")]
    [InlineData("Listen", "0.0.0.0")]
    [InlineData("GatewayPort", "30000")]
    [InlineData("DashboardPort", "8080")]
    public void What_only_Orleans_has_is_refused_with_the_way_to_it(string setting, string value)
    {
        var error = Assert.Throws<SiloSettingsException>(() => new SiloSettingsReader(
            SettingSources.Collect(new Dictionary<string, string?> { ["Secret"] = "sixteen-characters", [setting] = value }, _ => null, null)).Read());

        Assert.Contains($"{setting} is '{value}' in the arguments", error.Message, StringComparison.Ordinal);
        Assert.Contains("-p:ActorRuntime=Orleans", error.Message, StringComparison.Ordinal);
    }
}
