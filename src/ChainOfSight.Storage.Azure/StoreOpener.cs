using System.Text.RegularExpressions;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace ChainOfSight.Storage.Azure;

/// <summary>
/// Opens a store by what a person writes: a folder, <c>azure://CONTAINER[/PREFIX]</c> with the account's connection string in the environment, or
/// the URL of a container, with a SAS or else with this machine's Azure identity.
/// </summary>
/// <remarks>A secret belongs into the environment or, as a SAS that ends, into the URL; a connection string is refused as an address, because command lines are public on a machine.</remarks>
public static partial class StoreOpener
{
    /// <summary>Environment variable with the account's connection string, under the name that Azure's own tools use.</summary>
    public const string ConnectionVariable = "AZURE_STORAGE_CONNECTION_STRING";

    /// <summary>Environment variable; <c>1</c> has a missing container made.</summary>
    public const string CreateContainerVariable = "COS_AZURE_CREATE_CONTAINER";

    private const string Legal = "Legal are a folder, azure://CONTAINER[/PREFIX] with " + ConnectionVariable
        + " set, or https://ACCOUNT.blob.core.windows.net/CONTAINER[/PREFIX], with a SAS or else with this machine's Azure identity.";

    /// <summary>Opens a store. Azure is not asked yet, a folder not made yet.</summary>
    /// <param name="address">Folder or URL.</param>
    /// <param name="options">How to talk to Azure; null for the defaults.</param>
    /// <param name="environment">Reads an environment variable; the process's by default.</param>
    /// <exception cref="StoreAccessException">The address or the connection string is malformed; says what is legal.</exception>
    public static IBlobStore Open(string address, AzureStoreOptions? options = null, Func<string, string?>? environment = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        environment ??= Environment.GetEnvironmentVariable;
        options ??= new AzureStoreOptions { CreateContainer = environment(CreateContainerVariable) == "1" };
        if (ConnectionStringForm().IsMatch(address))
        {
            throw new StoreAccessException("(a connection string)", $"it holds the account's key and other users of this machine can read command lines. Put it into {ConnectionVariable} and name the store azure://CONTAINER.");
        }

        return SchemeForm().Match(address) is { Success: true } form
            ? form.Groups["scheme"].Value.ToLowerInvariant() switch
            {
                "azure" => OpenNamed(address, form.Groups["rest"].Value, options, environment),
                "https" or "http" => OpenUrl(address, options),
                var scheme => throw new StoreAccessException(Public(address), $"the scheme '{scheme}' is not known. {Legal}"),
            }
            : new DirectoryBlobStore(address);
    }

    /// <summary>Whether an address names a folder of this machine.</summary>
    public static bool IsFolder(string address) => !SchemeForm().IsMatch(address);

    private static AzureBlobStore OpenNamed(string address, string rest, AzureStoreOptions options, Func<string, string?> environment)
    {
        var parts = rest.Split('/', 2);
        RequireContainer(address, parts[0]);
        return environment(ConnectionVariable) is { Length: > 0 } connection
            ? AzureBlobStore.WithConnectionString(connection, parts[0], parts.ElementAtOrDefault(1)?.Trim('/') ?? "", options)
            : throw new StoreAccessException(address, $"{ConnectionVariable} is not set. Set it to the account's connection string, or name the container by its URL with a SAS.");
    }

    private static AzureBlobStore OpenUrl(string address, AzureStoreOptions options)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url))
        {
            throw new StoreAccessException(Public(address), $"it is no URL. {Legal}");
        }

        var named = new BlobUriBuilder(url);
        RequireContainer(Public(address), named.BlobContainerName);
        var prefix = named.BlobName.Trim('/');
        named.BlobName = "";
        var container = named.ToUri();
        if (url.Query.Contains("sig=", StringComparison.Ordinal))
        {
            return AzureBlobStore.WithUrl(container, null, prefix, options);
        }

        return url.Scheme == Uri.UriSchemeHttps
            ? AzureBlobStore.WithUrl(container, new DefaultAzureCredential(), prefix, options)
            : throw new StoreAccessException(Public(address), "an identity is never sent over plain http. Use https, or a URL with a SAS.");
    }

    private static void RequireContainer(string address, string container)
    {
        if (!ContainerForm().IsMatch(container))
        {
            throw new StoreAccessException(address, $"'{container}' cannot name a container: legal are 3 to 63 lower-case letters, digits and single hyphens, with a letter or digit at both ends. {Legal}");
        }
    }

    // A SAS is a secret.
    private static string Public(string address) => address.Split('?', 2)[0];

    [GeneratedRegex("^(?<scheme>[A-Za-z][A-Za-z0-9+.-]+)://(?<rest>.*)$")]
    private static partial Regex SchemeForm();

    [GeneratedRegex("(^|;)(AccountName|AccountKey|SharedAccessSignature|UseDevelopmentStorage)=", RegexOptions.IgnoreCase)]
    private static partial Regex ConnectionStringForm();

    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex ContainerForm();
}
