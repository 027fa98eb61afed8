using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ChainOfSight.Silo.Hosting;

/// <summary>Lets in who knows the cluster's secret: HTTP's basic authentication (RFC 7617) with the secret as password and any name.</summary>
/// <param name="cluster">Id of the cluster, for the browser's question.</param>
/// <param name="secret">The secret.</param>
internal sealed class DashboardGate(string cluster, string secret)
{
    private readonly byte[] expected = SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Passes a request on, or answers it with 401.</summary>
    public Task PassAsync(HttpContext context, RequestDelegate next)
    {
        if (Password(context.Request.Headers.Authorization) is { } password && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(password)), expected))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = $"Basic realm=\"cluster {cluster}\", charset=\"UTF-8\"";
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("The password is the cluster's secret (COS_SECRET, or the file named as SecretFile); any name will do.\n");
    }

    private static string? Password(string? header)
    {
        if (!AuthenticationHeaderValue.TryParse(header, out var given) || !string.Equals(given.Scheme, "Basic", StringComparison.OrdinalIgnoreCase) || given.Parameter is null)
        {
            return null;
        }

        var bytes = new byte[given.Parameter.Length];
        if (!Convert.TryFromBase64String(given.Parameter, bytes, out var length))
        {
            return null;
        }

        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        return pair.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? pair[(colon + 1)..] : null;
    }
}
