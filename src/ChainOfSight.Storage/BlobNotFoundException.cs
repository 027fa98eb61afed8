namespace ChainOfSight.Storage;

/// <summary>No blob has the name that was asked for.</summary>
public sealed class BlobNotFoundException : UserErrorException
{
    /// <summary>Creates the error.</summary>
    /// <param name="store">Description of the store.</param>
    /// <param name="name">The name that was asked for.</param>
    public BlobNotFoundException(string store, string name)
        : base($"There is no '{name}' in {store}. Check the name and that the store is the one meant.") => Name = name;

    /// <summary>The name that was asked for.</summary>
    public string Name { get; }
}
