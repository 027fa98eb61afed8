using System.Text;
using ChainOfSight.Silo.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChainOfSight.Tests.Silo.Dashboard;

/// <summary>The dashboard's gate lets in who knows the cluster's secret, and nobody else.</summary>
public sealed class DashboardGateTests
{
    private const string Secret = "sixteen:characters";

    /// <summary>Promise: any name will do, also none; the secret may have colons of its own.</summary>
    [Theory]
    [InlineData("anybody:" + Secret)]
    [InlineData(":" + Secret)]
    public async Task Secret_passes_with_any_name(string pair)
    {
        var (context, passed) = await AskAsync(Basic(pair));

        Assert.True(passed);
        Assert.Equal(StatusCodes.Status200OK, context.Response.StatusCode);
    }

    /// <summary>Promise: a wrong secret is refused, whatever it shares with the right one.</summary>
    [Theory]
    [InlineData("name:")]
    [InlineData("name:sixteen")]
    [InlineData("name:sixteen:characterS")]
    [InlineData("name:sixteen:characters ")]
    [InlineData("sixteen:characters")]
    public Task Wrong_secret_is_refused(string pair) => AssertRefusedAsync(Basic(pair));

    /// <summary>Promise: no header, or one of another form or kind, is refused.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Basic")]
    [InlineData("Basic !")]
    [InlineData("Bearer sixteen:characters")]
    public Task Other_header_is_refused(string? header) => AssertRefusedAsync(header);

    // Asked for the secret, which the answer does not repeat.
    private static async Task AssertRefusedAsync(string? header)
    {
        var (context, passed) = await AskAsync(header);

        Assert.False(passed);
        Assert.Equal(StatusCodes.Status401Unauthorized, context.Response.StatusCode);
        Assert.Equal("Basic realm=\"cluster tiny\", charset=\"UTF-8\"", context.Response.Headers.WWWAuthenticate.ToString());
        var body = Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
        Assert.Contains("COS_SECRET", body, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, body, StringComparison.Ordinal);
    }

    private static string Basic(string pair) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));

    private static async Task<(HttpContext Context, bool Passed)> AskAsync(string? header)
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        if (header is not null)
        {
            context.Request.Headers.Authorization = header;
        }

        var passed = false;
        await new DashboardGate("tiny", Secret).PassAsync(context, _ =>
        {
            passed = true;
            return Task.CompletedTask;
        });
        return (context, passed);
    }
}
