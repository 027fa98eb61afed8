using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using ChainOfSight.Storage;
using ChainOfSight.Storage.Azure;

namespace ChainOfSight.Tests.Storage.Azure;

/// <summary>
/// A container by its URL with an identity. Azurite takes tokens over a trusted certificate only, so that a stand-in for Azure's front door checks the token
/// and hands the request on to Azurite with a SAS.
/// </summary>
[Collection(AzuriteTests.Name)]
public sealed class IdentityTests(AzuriteFixture azurite)
{
    private const string Token = "token-of-the-identity";

    [AzuriteFact]
    public async Task Store_works_with_the_token_of_an_identity()
    {
        var identity = new Identity(Token);
        var store = await OpenAsync(identity);

        await store.WriteAsync("a/b", "x"u8.ToArray(), BlobCondition.IfAbsent);
        var (bytes, properties) = await store.ReadAsync("a/b");
        await store.WriteAsync("a/b", new byte[20_000], BlobCondition.IfMatch(properties.ETag));
        var names = new List<string>();
        await foreach (var item in store.ListAsync("a/"))
        {
            names.Add(item.Name);
        }

        Assert.Equal("x"u8.ToArray(), bytes);
        Assert.Equal(["a/b"], names);
        Assert.True(await store.DeleteAsync("a/b", BlobCondition.None));
        Assert.Equal(["https://storage.azure.com/.default"], identity.Scopes);
    }

    [AzuriteFact]
    public async Task Identity_without_rights_is_refused_with_the_role_that_it_needs()
    {
        var store = await OpenAsync(new Identity("another-token"));
        var refused = await Assert.ThrowsAsync<StoreAccessException>(() => store.ReadAsync("a"));

        Assert.Contains("Storage Blob Data Contributor", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another-token", refused.ToString(), StringComparison.Ordinal);
    }

    [AzuriteFact]
    public async Task Machine_without_an_identity_is_told_how_to_get_one()
    {
        var store = await OpenAsync(new Identity(null));
        var refused = await Assert.ThrowsAsync<StoreAccessException>(() => store.WriteAsync("a", new byte[1]));

        Assert.Contains("no Azure identity could be used (nobody is signed in)", refused.Message, StringComparison.Ordinal);
        Assert.Contains("az login", refused.Message, StringComparison.Ordinal);
    }

    private async Task<AzureBlobStore> OpenAsync(TokenCredential identity)
    {
        var container = AzuriteFixture.NewContainer();
        var service = new BlobServiceClient(azurite.Server.ConnectionString);
        await service.CreateBlobContainerAsync(container);
        var sas = service.GenerateAccountSasUri(AccountSasPermissions.All, TimeProvider.System.GetUtcNow().AddHours(1), AccountSasResourceTypes.All).Query;
        return AzureBlobStore.WithUrl(new Uri($"https://account.blob.core.windows.net/{container}"), identity, "", AzuriteFixture.Quick with
        {
            CreateContainer = false,
            BlockBytes = 5000,
            Transport = new HttpClientTransport(new FrontDoor(azurite.Server.Endpoint, sas)),
        });
    }

    private sealed class FrontDoor(Uri azurite, string sas) : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Headers.Authorization is not { Scheme: "Bearer", Parameter: Token })
            {
                var refused = new HttpResponseMessage(HttpStatusCode.Forbidden) { RequestMessage = request, Content = new ByteArrayContent([]) };
                refused.Headers.Add("x-ms-error-code", "AuthorizationPermissionMismatch");
                return Task.FromResult(refused);
            }

            request.Headers.Authorization = null;
            var asked = request.RequestUri!;
            request.RequestUri = new Uri($"{azurite.GetLeftPart(UriPartial.Authority)}/{AzuriteServer.Account}{asked.AbsolutePath}{(asked.Query.Length == 0 ? sas : asked.Query + "&" + sas[1..])}");
            request.Headers.Host = null;
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Identity(string? token) : TokenCredential
    {
        public HashSet<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.UnionWith(requestContext.Scopes);
            return token is null ? throw new CredentialUnavailableException("nobody is signed in") : new AccessToken(token, TimeProvider.System.GetUtcNow().AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
