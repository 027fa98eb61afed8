using Azure;
using Azure.Identity;

namespace ChainOfSight.Storage.Azure;

/// <summary>Turns what Azure says into the errors of every store: what may pass, what a person must mend, what is the caller's business.</summary>
/// <param name="store">Description of the store, without secrets.</param>
/// <param name="container">Name of the container.</param>
internal sealed class AzureFaults(string store, string container)
{
    /// <summary>Makes a call; faults of reaching or entering the store come out as ours, all others as they are.</summary>
    /// <param name="what">What is done, for the message.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">The caller's; its cancellation stays one.</param>
    public async Task<T> GuardAsync<T>(string what, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception e) when (Translate(e, what, cancellationToken.IsCancellationRequested) is { } told)
        {
            throw told;
        }
    }

    /// <summary>The error of ours that a fault means, or null where the fault is to stay as it is.</summary>
    /// <param name="fault">What was caught.</param>
    /// <param name="what">What was done.</param>
    /// <param name="isCancelled">Whether the caller had cancelled.</param>
    public Exception? Translate(Exception fault, string what, bool isCancelled) => fault switch
    {
        AggregateException { InnerExceptions: [.., var last] } => Translate(last, what, isCancelled),
        OperationCanceledException when !isCancelled => Unavailable(what, "the request ran out of time.", fault),
        AuthenticationFailedException => new StoreAccessException(store, $"no Azure identity could be used ({FirstLine(fault)}). Sign in with 'az login', give the machine a managed identity, "
            + "or name the store by a URL with a SAS or by azure://CONTAINER with AZURE_STORAGE_CONNECTION_STRING set.", fault),
        RequestFailedException { ErrorCode: "ContainerNotFound" } => new StoreAccessException(store, $"there is no container '{container}'. Check the name, make it with "
            + $"'az storage container create --name {container}', or set {StoreOpener.CreateContainerVariable}=1 to have it made.", fault),
        RequestFailedException { Status: 401 or 403 } refused => new StoreAccessException(store, $"access was refused ({refused.ErrorCode ?? "no code"}). The account key or SAS is wrong or expired, this machine's clock is off, "
            + "or the identity lacks the role 'Storage Blob Data Contributor'. Reading needs the rights read and list, training also write, create and delete.", fault),
        RequestFailedException { ErrorCode: "InvalidAuthenticationInfo" } refused => new StoreAccessException(store, $"the credentials are malformed ({FirstLine(refused)}). Copy the connection string or SAS again, as a whole.", fault),
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } failed => Unavailable(what, $"{failed.ErrorCode ?? FirstLine(failed)}.", fault),
        RequestFailedException { ErrorCode: "ContainerBeingDeleted" } => Unavailable(what, $"the container '{container}' is being deleted.", fault),
        HttpRequestException or HttpIOException => Unavailable(what, FirstLine(fault), fault),

        // A reply that broke off: where it says what was wrong, Azure's client reads it after its own repetitions.
        IOException when fault.GetType() == typeof(IOException) => Unavailable(what, FirstLine(fault), fault),
        _ => null,
    };

    private static string FirstLine(Exception fault) => fault.Message.Split('\n', 2)[0].TrimEnd('.', '\r', ' ');

    private StoreUnavailableException Unavailable(string what, string reason, Exception fault) => new(store, what, reason, fault);
}
