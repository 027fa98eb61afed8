using System.Net;
using ChainOfSight.Storage;

namespace ChainOfSight.Silo.Settings;

/// <summary>Which addresses a silo may have, alone and together.</summary>
internal static class AddressRule
{
    /// <summary>Reads an address that others can dial.</summary>
    /// <exception cref="UserErrorException">It is none.</exception>
    public static IPAddress Reachable(string text)
    {
        var address = Own(text);
        return address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)
            ? throw new UserErrorException("others cannot dial it. Name the address of this machine in the network of the cluster here, such as 10.0.0.5, and this one as Listen.")
            : address;
    }

    /// <summary>Reads an address on which to listen.</summary>
    /// <exception cref="UserErrorException">It is none.</exception>
    public static IPAddress Own(string text)
    {
        // The parser alone takes a bare number for an address, and one with a port.
        var isOneKind = text.Contains('.', StringComparison.Ordinal) != text.Contains(':', StringComparison.Ordinal);
        return isOneKind && IPAddress.TryParse(text, out var address)
            ? address
            : throw new UserErrorException("legal is an IP address of this machine, such as 10.0.0.5 or fd00::5; names are not looked up.");
    }

    /// <summary>What is wrong with the addresses together; empty where nothing is.</summary>
    /// <param name="settings">Read before.</param>
    /// <param name="hasSecret">Whether a secret was named, rather than the user's own taken.</param>
    public static IEnumerable<string> Faults(SiloSettings settings, bool hasSecret)
    {
        var listen = settings.Listen ?? settings.Address;
        if (listen.AddressFamily != settings.Address.AddressFamily)
        {
            yield return $"Listen is {listen} and Address is {settings.Address}: both must be of one kind, IPv4 or IPv6.";
        }

        if (settings.Port != 0 && settings.Port == settings.GatewayPort)
        {
            yield return $"Port and GatewayPort are both {settings.Port}: silos and clients need a port each.";
        }

        // The user's own secret lies on this machine only, and a network is reached by others than this user.
        if (IsOpen(settings) && !hasSecret)
        {
            yield return $"The silo would listen on {listen}, beyond this machine, without a secret of the cluster. Make one with 'openssl rand -hex 16' and give it to all silos and clients by COS_SECRET or --secret-file.";
        }
    }

    /// <summary>Whether others than this machine can reach the silo.</summary>
    public static bool IsOpen(SiloSettings settings) => !IPAddress.IsLoopback(settings.Address) || !IPAddress.IsLoopback(settings.Listen ?? settings.Address);
}
