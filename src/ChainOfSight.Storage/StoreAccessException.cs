namespace ChainOfSight.Storage;

/// <summary>A store that cannot be used as it was named: wrong key, no right, no such container, an address of another form. Repeating does not help.</summary>
public sealed class StoreAccessException : UserErrorException
{
    /// <summary>Creates the error.</summary>
    /// <param name="store">Description or address of the store, without secrets.</param>
    /// <param name="message">What is wrong, what is legal, what to do.</param>
    /// <param name="innerException">What was caught; null where nothing was.</param>
    public StoreAccessException(string store, string message, Exception? innerException = null)
        : base($"Store {store}: {message}", innerException!) => Store = store;

    /// <summary>Description or address of the store, without secrets.</summary>
    public string Store { get; }
}
