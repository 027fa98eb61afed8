using System.Globalization;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ChainOfSight.Actors.Transport.Http;

/// <summary>The listening side: Kestrel without anything round it, HTTP/2 without TLS, on loopback.</summary>
/// <param name="handshake">The own cluster and secret.</param>
/// <param name="self">The address to listen on.</param>
/// <param name="carry">Carries the frames of a peer that has proven itself, until the connection ends.</param>
/// <param name="announced">A peer says that the membership table has this version.</param>
internal sealed class PeerListener(
    Handshake handshake, SiloAddress self, Func<SiloAddress, HttpContext, Task> carry, Action<long> announced) : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private KestrelServer? server;

    /// <summary>Starts to listen.</summary>
    /// <exception cref="OrleansConfigurationException">The address is not on loopback, or the port is taken.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        LoopbackOnly.Require(self.Endpoint);
        var options = new KestrelServerOptions { AddServerHeader = false, ApplicationServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Limits.MaxConcurrentConnections = null;
        options.Limits.Http2.InitialStreamWindowSize = 4 << 20;
        options.Limits.Http2.InitialConnectionWindowSize = 8 << 20;
        options.Listen(self.Endpoint, listen => listen.Protocols = HttpProtocols.Http2);
        ILoggerFactory logs = NullLoggerFactory.Instance;
        server = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), logs), logs);
        try
        {
            await server.StartAsync(this, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new OrleansConfigurationException($"Another process listens on {self.Endpoint}. Stop it, or give this silo another port.", e);
        }
    }

    /// <summary>Listens no more; open connections end as the token allows.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc />
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    /// <inheritdoc />
    public async Task ProcessRequestAsync(HttpContext context)
    {
        var greeting = Greeting.Judge(handshake, self, name => context.Request.Headers.TryGetValue(name, out var value) ? value.ToString() : null);
        context.Response.StatusCode = greeting.Status;
        if (greeting.From is not { } from)
        {
            await context.Response.WriteAsync(greeting.Text, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        context.Response.Headers[Handshake.ProofHeader] = greeting.Text;
        var path = context.Request.Path.Value ?? "";
        if (path == PeerCaller.LinkPath)
        {
            await carry(from, context).ConfigureAwait(false);
        }
        else if (path.StartsWith(PeerCaller.AnnouncePath, StringComparison.Ordinal)
            && long.TryParse(path.AsSpan(PeerCaller.AnnouncePath.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            announced(version);
        }
        else if (path != PeerCaller.ProbePath)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    /// <inheritdoc />
    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            // Without patience: what still runs is cut.
            await server.StopAsync(new CancellationToken(true)).ConfigureAwait(false);
            server.Dispose();
        }
    }
}
