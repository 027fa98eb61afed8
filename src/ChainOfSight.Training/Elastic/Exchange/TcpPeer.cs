using System.Net.Sockets;

namespace ChainOfSight.Training.Elastic;

/// <summary>One connection to another lane: one question at a time, made when it is needed, made anew after a fault.</summary>
internal sealed class TcpPeer(string endpoint, TcpExchangeOptions options, TimeProvider time) : IAsyncDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private NetworkStream? stream;

    /// <summary>Sends a frame and waits for its answer.</summary>
    /// <exception cref="PeerExchangeException">It cannot be reached, ended in the middle, or refused.</exception>
    public async Task<ExchangeMessage> AskAsync(ExchangeFrame question, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var isFresh = stream is null;
            stream ??= await ConnectAsync(cancellationToken).ConfigureAwait(false);
            ExchangeFrame answer;
            try
            {
                answer = await AskOnceAsync(stream, question, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!isFresh && e is IOException or SocketException && !cancellationToken.IsCancellationRequested)
            {
                // The peer may have closed an idle connection; a second failure is its own.
                await CloseAsync().ConfigureAwait(false);
                stream = await ConnectAsync(cancellationToken).ConfigureAwait(false);
                answer = await AskOnceAsync(stream, question, cancellationToken).ConfigureAwait(false);
            }

            return answer.Kind == ExchangeFrameKind.Taken ? answer.Message : throw new PeerExchangeException(endpoint, answer.ReadHeader<string>());
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidDataException)
        {
            await CloseAsync().ConfigureAwait(false);
            throw new PeerExchangeException(endpoint, $"the connection ended in the middle: {e.Message} The run goes on without it once it is known to be gone.", e);
        }
        catch (OperationCanceledException)
        {
            // Half a frame may be on its way: nothing can follow it.
            await CloseAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    public ValueTask DisposeAsync() => CloseAsync();

    private async Task<ExchangeFrame> AskOnceAsync(NetworkStream connected, ExchangeFrame question, CancellationToken cancellationToken)
    {
        await question.WriteAsync(connected, cancellationToken).ConfigureAwait(false);
        return await ExchangeFrame.ReadAsync(connected, options.MaxMessageBytes, null, cancellationToken).ConfigureAwait(false)
            ?? throw new EndOfStreamException("it closed the connection instead of an answer.");
    }

    private async Task<NetworkStream> ConnectAsync(CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme != "tcp")
        {
            throw new PeerExchangeException(endpoint, "this is no endpoint of another process; legal is tcp://HOST:PORT.");
        }

        using var limit = new CancellationTokenSource(options.ConnectTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.DnsSafeHost, address.Port, both.Token).ConfigureAwait(false);
            var connected = new NetworkStream(socket, ownsSocket: true);
            await PeerProof.ExchangeAsync(connected, options.Secret, isServer: false, both.Token).ConfigureAwait(false);
            return connected;
        }
        catch (Exception e) when (e is SocketException or IOException or InvalidDataException || e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new PeerExchangeException(endpoint, $"it cannot be reached: {e.Message}", e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async ValueTask CloseAsync()
    {
        if (stream is { } open)
        {
            stream = null;
            await open.DisposeAsync().ConfigureAwait(false);
        }
    }
}
