using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Tests.Storage.Azure;

/// <summary>Stands between a client and Azurite on the loopback and lets each request meet the fault of a plan.</summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly ConcurrentDictionary<NetworkFault, int> met = new();
    private readonly LateRequests late = new();
    private readonly Uri target;
    private readonly FaultPlan plan;
    private readonly WebApplication application;

    private FaultProxy(Uri target, FaultPlan plan)
    {
        (this.target, this.plan) = (target, plan);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        application = builder.Build();
        application.Run(HandleAsync);
    }

    /// <summary>Where it listens.</summary>
    public Uri Endpoint => new(application.Urls.Single());

    /// <summary>How many requests met each fault so far.</summary>
    public IReadOnlyDictionary<NetworkFault, int> Met => met;

    /// <summary>Starts it on a free port.</summary>
    /// <param name="target">Azurite.</param>
    /// <param name="plan">Decides the faults.</param>
    public static async Task<FaultProxy> StartAsync(Uri target, FaultPlan plan)
    {
        var proxy = new FaultProxy(target, plan);
        await proxy.application.StartAsync();
        return proxy;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var fault = plan.Next(SortOf(context.Request));
        met.AddOrUpdate(fault, 1, (_, count) => count + 1);
        late.Come();
        try
        {
            if (fault == NetworkFault.Late)
            {
                await late.HoldAsync();
            }

            await AnswerAsync(context, body.ToArray(), fault);
        }
        finally
        {
            late.Go();
        }
    }

    private async Task AnswerAsync(HttpContext context, byte[] body, NetworkFault fault)
    {
        switch (fault)
        {
            case NetworkFault.Broken:
                context.Abort();
                return;
            case NetworkFault.Busy:
                Refuse(context, 503, "ServerBusy");
                return;
            case NetworkFault.Conflict:
                Refuse(context, 412, "ConditionNotMet");
                return;
        }

        using var reply = await ForwardAsync(context, body);
        var content = await reply.Content.ReadAsByteArrayAsync();
        if (fault == NetworkFault.ReplyLost)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = (int)reply.StatusCode;
        foreach (var (name, values) in reply.Headers.Concat(reply.Content.Headers).Where(header => header.Key is not ("Transfer-Encoding" or "Connection" or "Keep-Alive")))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        if (HttpMethods.IsHead(context.Request.Method) || content.Length == 0)
        {
            return;
        }

        await context.Response.Body.WriteAsync(fault == NetworkFault.Torn ? content.AsMemory(0, content.Length / 2) : content);
        if (fault == NetworkFault.Torn)
        {
            await context.Response.Body.FlushAsync();
            context.Abort();
        }
    }

    private async Task<HttpResponseMessage> ForwardAsync(HttpContext context, byte[] body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(target, context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget));
        request.Content = new ByteArrayContent(body);
        foreach (var (name, values) in context.Request.Headers.Where(header => header.Key is not ("Host" or "Connection" or "Expect" or "Transfer-Encoding")))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                request.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        return await Client.SendAsync(request);
    }

    private static RequestSort SortOf(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) ? RequestSort.Read
        : HttpMethods.IsPut(request.Method) && (request.Headers.IfMatch.Count > 0 || request.Headers.IfNoneMatch.Count > 0) ? RequestSort.ConditionalWrite
        : RequestSort.Other;

    private static void Refuse(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["x-ms-error-code"] = code;
    }
}
