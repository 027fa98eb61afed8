namespace ChainOfSight.Storage;

/// <summary>
/// A store does not answer, or not in time: it may come back. An <see cref="IOException"/>, so that readers repeat it as they repeat a torn download.
/// Whether a write that ended so took place is not known; read it back.
/// </summary>
public sealed class StoreUnavailableException : IOException
{
    /// <summary>Creates the error.</summary>
    /// <param name="store">Description of the store.</param>
    /// <param name="what">What was done: a verb and the blob.</param>
    /// <param name="reason">What was found, in one line.</param>
    /// <param name="innerException">What was caught.</param>
    public StoreUnavailableException(string store, string what, string reason, Exception? innerException = null)
        : base($"{store} did not answer ({what}): {reason} What was committed there before is untouched. Check that it runs and that this machine reaches it, then run the command again.", innerException) =>
        Store = store;

    /// <summary>Description of the store.</summary>
    public string Store { get; }
}
