using System.Net;
using System.Net.Sockets;

namespace ChainOfSight.Actors.Transport.Http;

/// <summary>The embedded runtime's limit: one machine.</summary>
public static class LoopbackOnly
{
    /// <summary>Checks an endpoint.</summary>
    /// <param name="endpoint">Where someone listens.</param>
    /// <exception cref="OrleansConfigurationException">It is not on loopback.</exception>
    public static void Require(IPEndPoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (!IPAddress.IsLoopback(endpoint.Address))
        {
            throw new OrleansConfigurationException(
                $"The embedded actor runtime only talks over loopback, not to {endpoint}. Use 127.0.0.1; a cluster of more machines needs Microsoft Orleans: build with -p:ActorRuntime=Orleans.");
        }
    }

    /// <summary>A loopback port that nobody listens on at this moment.</summary>
    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
