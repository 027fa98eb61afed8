using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using ChainOfSight.Clustering;
using Microsoft.AspNetCore.Connections;

namespace ChainOfSight.Tests.Silo.Hosting;

/// <summary>Listens as a silo does and proves its secret to who connects.</summary>
internal sealed class SecretListener : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly SecretConnection connection;

    public SecretListener(string secret)
    {
        connection = new SecretConnection("test", secret, TimeProvider.System);
        listener.Start();
        Endpoint = (IPEndPoint)listener.LocalEndpoint;
        _ = ServeAsync();
    }

    public IPEndPoint Endpoint { get; }

    public void Dispose() => listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                try
                {
                    await connection.ProveAsync(new Pipe(PipeReader.Create(stream), PipeWriter.Create(stream)), hasOpened: false, CancellationToken.None);
                }
                catch (Exception e) when (e is IOException or ConnectionAbortedException)
                {
                    // Refused: as a silo, it goes on listening.
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private sealed record Pipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
