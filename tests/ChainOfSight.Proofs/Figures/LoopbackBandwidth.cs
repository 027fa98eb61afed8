using System.Net;
using System.Net.Sockets;

namespace ChainOfSight.Proofs.Figures;

/// <summary>How many bytes per second go from one socket of this machine to another.</summary>
internal static class LoopbackBandwidth
{
    private const int Bytes = 64 << 20;

    public static async Task<double> MeasureAsync(CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var sender = new TcpClient();
        await sender.ConnectAsync((IPEndPoint)listener.LocalEndpoint, cancellationToken);
        using var receiver = await listener.AcceptTcpClientAsync(cancellationToken);
        var begun = TimeProvider.System.GetTimestamp();
        var sending = sender.GetStream().WriteAsync(new byte[Bytes], cancellationToken);
        await receiver.GetStream().ReadExactlyAsync(new byte[Bytes], cancellationToken);
        await sending;
        return Bytes / TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
    }
}
