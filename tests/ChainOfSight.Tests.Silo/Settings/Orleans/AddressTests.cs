using System.Net;
using ChainOfSight.Silo.Settings;

namespace ChainOfSight.Tests.Silo.Settings;

/// <summary>Addresses of a silo on Orleans: legal ones are taken, others told with what is legal.</summary>
public sealed class AddressTests
{
    private const string Secret = "sixteen-characters";

    [Fact]
    public void Address_and_listening_address_are_taken()
    {
        var settings = Read(("Secret", Secret), ("Address", "10.0.0.5"), ("Listen", "0.0.0.0"), ("Port", "11111"), ("GatewayPort", "30000"));

        Assert.Equal((IPAddress.Parse("10.0.0.5"), IPAddress.Any, 11111, 30000), (settings.Address, settings.Listen, settings.Port, settings.GatewayPort));
    }

    [Fact]
    public void Nothing_given_is_the_loopback()
    {
        var settings = Read(("Secret", Secret));

        Assert.Equal((IPAddress.Loopback, null, 0), (settings.Address, settings.Listen, settings.GatewayPort));
    }

    [Theory]
    [InlineData("Address", "0.0.0.0", "others cannot dial it")]
    [InlineData("Address", "::", "others cannot dial it")]
    [InlineData("Address", "node-1", "names are not looked up")]
    [InlineData("Address", "5", "legal is an IP address")]
    [InlineData("Listen", "10.0.0.5:80", "legal is an IP address")]
    [InlineData("Listen", "::", "both must be of one kind")]
    [InlineData("GatewayPort", "70000", "legal are 0")]
    public void Wrong_address_is_refused(string setting, string value, string expected) =>
        Assert.Contains(expected, Assert.Throws<SiloSettingsException>(() => Read(("Secret", Secret), (setting, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void One_port_for_silos_and_clients_is_refused() =>
        Assert.Contains("both 4000", Assert.Throws<SiloSettingsException>(() => Read(("Secret", Secret), ("Port", "4000"), ("GatewayPort", "4000"))).Message, StringComparison.Ordinal);

    /// <summary>Promise: beyond the loopback the user's own secret is not enough; on another address of the loopback it is.</summary>
    [Theory]
    [InlineData("10.0.0.5", null, true)]
    [InlineData("127.0.0.1", "0.0.0.0", true)]
    [InlineData("127.0.0.2", null, false)]
    [InlineData("::1", null, false)]
    public void Open_address_needs_a_secret_of_the_cluster(string address, string? listen, bool isRefused)
    {
        var settings = Read(("Secret", Secret), ("Address", address), ("Listen", listen));

        Assert.Empty(AddressRule.Faults(settings, hasSecret: true));
        Assert.Equal(isRefused, AddressRule.Faults(settings, hasSecret: false).Any(fault => fault.Contains("COS_SECRET", StringComparison.Ordinal)));
    }

    private static SiloSettings Read(params (string Name, string? Value)[] arguments) =>
        new SiloSettingsReader(SettingSources.Collect(arguments.ToDictionary(one => one.Name, one => one.Value), _ => null, null)).Read();
}
