using System.Net;
using System.Net.Sockets;

namespace ChainOfSight.Silo.Hosting;

/// <summary>Ports that nobody uses.</summary>
internal static class FreePorts
{
    /// <summary>A free one, or the wanted one if it is free; it may be taken by another process before it is used.</summary>
    /// <param name="address">Where: an address of this machine.</param>
    /// <param name="wanted">The port; 0 for any.</param>
    /// <exception cref="OrleansConfigurationException">The address is not one of this machine, or the port is taken.</exception>
    public static int Next(IPAddress address, int wanted = 0)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, wanted));
            return ((IPEndPoint)socket.LocalEndPoint!).Port;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            throw new OrleansConfigurationException($"Port {wanted} of {address} cannot be listened on: {e.Message}. Name another one, or 0 for a free one.", e);
        }
        catch (SocketException e)
        {
            throw new OrleansConfigurationException($"{address} cannot be listened on: {e.Message}. Name an address of this machine as Address, or as Listen where the others reach it under another one.", e);
        }
    }
}
