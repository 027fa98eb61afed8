using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using ChainOfSight.Actors.Membership;

namespace ChainOfSight.Actors.Transport.Http;

/// <summary>Calls other silos over HTTP/2 without TLS: loopback only.</summary>
/// <param name="handshake">The own cluster and secret.</param>
/// <param name="options">Limits.</param>
internal sealed class PeerCaller(Handshake handshake, HttpTransportOptions options) : IDisposable
{
    /// <summary>Path of a stream of frames.</summary>
    public const string LinkPath = "/cos/link";

    /// <summary>Path of a probe.</summary>
    public const string ProbePath = "/cos/probe";

    /// <summary>Path of an announcement; the version follows.</summary>
    public const string AnnouncePath = "/cos/announce/";

    private readonly HttpMessageInvoker frames = Create(options);

    // Probes have connections of their own, so that no amount of frames delays them.
    private readonly HttpMessageInvoker probes = Create(options);

    /// <summary>Opens a stream of frames and carries it until it ends.</summary>
    /// <param name="self">This process.</param>
    /// <param name="to">Whom to call.</param>
    /// <param name="queue">What to send.</param>
    /// <param name="deliver">Takes what comes back.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="Exception">It broke or could not be opened.</exception>
    public async Task CarryAsync(SiloAddress self, SiloAddress to, FrameQueue queue, Action<ReadOnlyMemory<byte>> deliver, CancellationToken cancellationToken)
    {
        // The first frame waits until the listener has proven itself.
        var proven = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var content = new DuplexContent(async (output, ct) =>
        {
            await proven.Task.WaitAsync(ct).ConfigureAwait(false);
            await queue.SendAllAsync(output, ct).ConfigureAwait(false);
        });
        using var request = Request(HttpMethod.Post, self, to, LinkPath, content, out var nonce);
        using var response = await SendAsync(frames, request, self, to, nonce, cancellationToken).ConfigureAwait(false);
        proven.SetResult();
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await FrameStream.ReadAllAsync(PipeReader.Create(stream), options.MaxFrameBytes, deliver, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks a silo for a sign of life.</summary>
    /// <exception cref="OrleansConfigurationException">Its secret is another one.</exception>
    public async Task<ProbeAnswer> ProbeAsync(SiloAddress self, SiloAddress to, CancellationToken cancellationToken)
    {
        try
        {
            using var request = Request(HttpMethod.Get, self, to, ProbePath, null, out var nonce);
            using var response = await SendAsync(probes, request, self, to, nonce, cancellationToken).ConfigureAwait(false);
            return ProbeAnswer.Alive;
        }
        catch (PeerRefusedException e)
        {
            // Another start, another cluster's silo or another program took the port; a wrong secret on either side proves nothing about the silo.
            return e.Status == Greeting.WrongSecret ? throw new OrleansConfigurationException(e.Message) : ProbeAnswer.Replaced;
        }
        catch (HttpRequestException e) when (IsRefused(e))
        {
            return ProbeAnswer.Refused;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return ProbeAnswer.Silent;
        }
    }

    /// <summary>Tells a silo the version of the membership table.</summary>
    public async Task AnnounceAsync(SiloAddress self, SiloAddress to, long version, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, self, to, $"{AnnouncePath}{version}", null, out var nonce);
        using var response = await SendAsync(probes, request, self, to, nonce, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether nobody listens at the endpoint.</summary>
    public static bool IsRefused(Exception e) => e is HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } };

    /// <inheritdoc />
    public void Dispose()
    {
        frames.Dispose();
        probes.Dispose();
    }

    private static HttpMessageInvoker Create(HttpTransportOptions options) => new(new SocketsHttpHandler
    {
        ConnectTimeout = options.ConnectTimeout,
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        EnableMultipleHttp2Connections = true,
        InitialHttp2StreamWindowSize = 4 << 20,
        PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
        ActivityHeadersPropagator = null,
    });

    private HttpRequestMessage Request(HttpMethod method, SiloAddress self, SiloAddress to, string path, HttpContent? content, out string nonce)
    {
        nonce = Handshake.Nonce();
        var (from, target) = (self.ToParsableString(), to.ToParsableString());
        var request = new HttpRequestMessage(method, new UriBuilder("http", to.Endpoint.Address.ToString(), to.Endpoint.Port, path).Uri)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        request.Headers.Add(Handshake.ClusterHeader, handshake.ClusterId);
        request.Headers.Add(Handshake.FromHeader, from);
        request.Headers.Add(Handshake.ToHeader, target);
        request.Headers.Add(Handshake.NonceHeader, nonce);
        request.Headers.Add(Handshake.ProofHeader, handshake.Proof("caller", from, target, nonce));
        return request;
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMessageInvoker invoker, HttpRequestMessage request, SiloAddress self, SiloAddress to, string nonce, CancellationToken cancellationToken)
    {
        LoopbackOnly.Require(to.Endpoint);
        var response = await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new PeerRefusedException((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
            }

            var proof = response.Headers.TryGetValues(Handshake.ProofHeader, out var proofs) ? proofs.First() : null;
            return handshake.IsProven(proof, "listener", self.ToParsableString(), to.ToParsableString(), nonce)
                ? response
                : throw new PeerRefusedException(Greeting.WrongSecret, $"Who listens at {to.Endpoint} does not know the secret of the cluster '{handshake.ClusterId}'. Check the port.");
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
