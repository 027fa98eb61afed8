namespace ChainOfSight.Data.Importing;

/// <summary>Something in a folder that can't be imported.</summary>
/// <param name="File">The file within the folder, with its line where there is one.</param>
/// <param name="What">What is wrong, as a clause.</param>
public sealed record ImportFault(string File, string What)
{
    /// <summary>File and fault on one line.</summary>
    public override string ToString() => $"{File}: {What}";
}
