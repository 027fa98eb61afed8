namespace ChainOfSight.Actors;

/// <summary>A write named another version than the one in the store: someone else wrote it. The activation is replaced and reads again.</summary>
[GenerateSerializer]
public class InconsistentStateException : OrleansException
{
    /// <summary>Without a message; use the other constructors.</summary>
    public InconsistentStateException()
    {
    }

    /// <summary>With a message.</summary>
    /// <param name="message">What was found where.</param>
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    /// <param name="message">What was found where.</param>
    /// <param name="innerException">What was caught.</param>
    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    /// <summary>With both versions and a cause.</summary>
    /// <param name="errorMsg">What was found where.</param>
    /// <param name="storedEtag">Version in the store; null for none or unknown.</param>
    /// <param name="currentEtag">Version that the writer named; null for none.</param>
    /// <param name="storageException">What was caught.</param>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException!) => (StoredEtag, CurrentEtag) = (storedEtag, currentEtag);

    /// <summary>With both versions.</summary>
    /// <param name="errorMsg">What was found where.</param>
    /// <param name="storedEtag">Version in the store; null for none or unknown.</param>
    /// <param name="currentEtag">Version that the writer named; null for none.</param>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    /// <summary>With both versions and the cause's message.</summary>
    /// <param name="storedEtag">Version in the store; null for none or unknown.</param>
    /// <param name="currentEtag">Version that the writer named; null for none.</param>
    /// <param name="storageException">What was caught.</param>
    public InconsistentStateException(string? storedEtag, string? currentEtag, Exception storageException)
        : this(storageException.Message, storedEtag, currentEtag, storageException)
    {
    }

    /// <summary>Version in the store; null for none or unknown.</summary>
    [Id(0)]
    public string? StoredEtag { get; private set; }

    /// <summary>Version that the writer named; null for none.</summary>
    [Id(1)]
    public string? CurrentEtag { get; private set; }

    /// <summary>Whether it was thrown in the activation that sees it, and not in one that it called.</summary>
    [Id(2)]
    internal bool IsSourceActivation { get; set; } = true;

    /// <inheritdoc />
    public override string ToString() =>
        $"InconsistentStateException: {Message} Expected Etag={StoredEtag} Received Etag={CurrentEtag} {InnerException}";
}
