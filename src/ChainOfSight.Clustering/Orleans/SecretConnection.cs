using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace ChainOfSight.Clustering;

/// <summary>
/// Makes both ends of an Orleans connection prove that they know the cluster's secret before a message passes. The secret is never sent: each end answers the
/// other's random number. Proves who is there; what passes later is neither encrypted nor signed (Orleans' TLS does that).
/// </summary>
/// <param name="cluster">The cluster: proofs for another one are worth nothing.</param>
/// <param name="secret">The secret, at least 16 characters.</param>
/// <param name="time">Clock of the patience with the other end.</param>
public sealed class SecretConnection(string cluster, string secret, TimeProvider time)
{
    private const int NonceBytes = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly byte[] key = SHA256.HashData(Encoding.UTF8.GetBytes($"cos orleans connection\n{cluster}\n{secret}"));

    /// <summary>What to say where two processes of a cluster have different secrets.</summary>
    /// <param name="self">Who says so.</param>
    /// <param name="other">With whom.</param>
    public string Differ(string self, string other) => $"{self} and {other} have different secrets for the cluster \"{cluster}\". Give all its processes the same one.";

    /// <summary>Asks an endpoint of a silo whether it has the secret; the connection ends with the answer.</summary>
    /// <param name="endpoint">Where the silo listens, for silos or for clients.</param>
    /// <param name="patience">After that it is <see cref="SecretAnswer.Silent"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<SecretAnswer> AskAsync(IPEndPoint endpoint, TimeSpan patience, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        using var tooLate = new CancellationTokenSource(patience, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(tooLate.Token, cancellationToken);
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endpoint, end.Token);
        }
        catch (SocketException)
        {
            return SecretAnswer.Closed;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return SecretAnswer.Silent;
        }

        try
        {
            await ProveAsync(new SocketPipe(socket), hasOpened: true, end.Token);
            return SecretAnswer.Same;
        }
        catch (Exception e) when (e is WrongSecretException or ConnectionAbortedException or IOException && !cancellationToken.IsCancellationRequested)
        {
            return e is WrongSecretException ? SecretAnswer.Different : SecretAnswer.Silent;
        }
    }

    /// <summary>Adds the proof to connections that others open.</summary>
    public void UseInbound(IConnectionBuilder connection) => Use(connection, hasOpened: false);

    /// <summary>Adds the proof to connections that this process opens.</summary>
    public void UseOutbound(IConnectionBuilder connection) => Use(connection, hasOpened: true);

    /// <summary>Proves and asks for proof.</summary>
    /// <param name="pipe">The connection.</param>
    /// <param name="hasOpened">Whether this end opened it. Part of the proof: or else what one end answers could be sent back to it on a second connection.</param>
    /// <param name="cancellationToken">Ends the patience.</param>
    /// <exception cref="ConnectionAbortedException">The other end does not know the secret, or is no silo of this product.</exception>
    internal async Task ProveAsync(IDuplexPipe pipe, bool hasOpened, CancellationToken cancellationToken)
    {
        try
        {
            var mine = RandomNumberGenerator.GetBytes(NonceBytes);
            await pipe.Output.WriteAsync(mine, cancellationToken);
            var theirs = await ReadAsync(pipe.Input, cancellationToken);
            await pipe.Output.WriteAsync(Proof(hasOpened, mine, theirs), cancellationToken);
            if (!CryptographicOperations.FixedTimeEquals(await ReadAsync(pipe.Input, cancellationToken), Proof(!hasOpened, theirs, mine)))
            {
                throw Refused();
            }
        }
        catch (OperationCanceledException e) when (e is not ConnectionAbortedException)
        {
            throw new ConnectionAbortedException($"The other end did not prove the secret of the cluster \"{cluster}\" within {Patience.TotalSeconds:0} s.", e);
        }
    }

    private void Use(IConnectionBuilder connection, bool hasOpened)
    {
        ArgumentNullException.ThrowIfNull(connection);
        connection.Use(next => async context =>
        {
            using var patience = new CancellationTokenSource(Patience, time);
            await ProveAsync(context.Transport, hasOpened, patience.Token);
            await next(context);
        });
    }

    private byte[] Proof(bool hasOpened, byte[] of, byte[] to) => HMACSHA256.HashData(key, (byte[])[(byte)(hasOpened ? 1 : 0), .. of, .. to]);

    private static async Task<byte[]> ReadAsync(PipeReader input, CancellationToken cancellationToken)
    {
        var read = await input.ReadAtLeastAsync(NonceBytes, cancellationToken);
        if (read.Buffer.Length < NonceBytes)
        {
            input.AdvanceTo(read.Buffer.End);
            throw new ConnectionAbortedException("The other end closed the connection before it proved the cluster's secret; it may have another one.");
        }

        var bytes = read.Buffer.Slice(0, NonceBytes).ToArray();
        input.AdvanceTo(read.Buffer.GetPosition(NonceBytes));
        return bytes;
    }

    private WrongSecretException Refused() => new($"The other end has another secret than this cluster \"{cluster}\", or is none of its silos and clients.");

    private sealed class WrongSecretException(string message) : ConnectionAbortedException(message);

    private sealed class SocketPipe : IDuplexPipe
    {
        public SocketPipe(Socket socket)
        {
            var stream = new NetworkStream(socket, ownsSocket: false);
            (Input, Output) = (PipeReader.Create(stream), PipeWriter.Create(stream));
        }

        public PipeReader Input { get; }

        public PipeWriter Output { get; }
    }
}
