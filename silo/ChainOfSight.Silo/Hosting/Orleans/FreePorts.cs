using System.Net;
using System.Net.Sockets;

namespace ChainOfSight.Silo.Hosting;

/// <summary>Ports of the loopback that nobody uses.</summary>
internal static class FreePorts
{
    /// <summary>A free one; it may be taken by another process before it is used.</summary>
    public static int Next()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
