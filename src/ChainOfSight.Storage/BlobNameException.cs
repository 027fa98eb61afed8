namespace ChainOfSight.Storage;

/// <summary>A name that no store accepts.</summary>
public sealed class BlobNameException : UserErrorException
{
    /// <summary>Creates the error.</summary>
    /// <param name="name">The name.</param>
    /// <param name="rule">The rule that it breaks.</param>
    public BlobNameException(string name, string rule)
        : base($"'{Printable(name)}' can't name a blob: {rule}. Legal are segments of letters, digits and punctuation joined by '/', "
            + $"without '.' and '..' as segments, up to {BlobName.LongestName} characters.") => Name = name;

    /// <summary>The name as it was given.</summary>
    public string Name { get; }

    private static string Printable(string name) =>
        string.Concat(name.Take(80).Select(c => char.IsControl(c) ? '?' : c)) + (name.Length > 80 ? "…" : "");
}
