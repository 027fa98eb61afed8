using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ChainOfSight.Silo.Hosting;
using ChainOfSight.Silo.Settings;
using ChainOfSight.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChainOfSight.Tests.Silo.Dashboard;

/// <summary>Orleans' dashboard as a silo serves it: on the loopback, pages and figures behind the cluster's secret.</summary>
public sealed class DashboardTests : IDisposable
{
    private const string Secret = "sixteen-characters";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Pages_and_figures_come_with_the_secret_only()
    {
        await using var silo = await StartAsync(port: 0);
        var url = silo.Services.GetServices<IHostedService>().OfType<DashboardServer>().Single().Url!;
        using var client = new HttpClient { BaseAddress = new Uri(url) };

        Assert.True(IPAddress.IsLoopback(IPAddress.Parse(client.BaseAddress.Host)));
        foreach (var path in new[] { "/index.html", "/ClusterStats", "/version" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(client, path, null)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(client, path, "another-secret-here")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(client, path, Secret)).StatusCode);
        }

        Assert.Contains("<html", await (await AskAsync(client, "/index.html", Secret)).Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Port_that_is_taken_is_told_with_what_to_do()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var error = await Assert.ThrowsAsync<OrleansConfigurationException>(() => StartAsync(port));

        Assert.Contains($"port {port}", error.Message, StringComparison.Ordinal);
        Assert.Contains("DashboardPort", error.Message, StringComparison.Ordinal);
    }

    private Task<SiloHost> StartAsync(int port) => SiloHost.StartAsync(
        new SiloSettings { Name = "a", Store = folder.Path, Secret = Secret, DashboardPort = port, LogFolder = "" }, NullLoggerFactory.Instance);

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, string path, string? secret)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (secret is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("anybody:" + secret)));
        }

        return client.SendAsync(request);
    }
}
