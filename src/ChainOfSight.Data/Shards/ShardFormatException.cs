using ChainOfSight.Storage;

namespace ChainOfSight.Data.Shards;

/// <summary>
/// A manifest, index, shard or record that does not have the format it should have: written by something else, or meant to harm.
/// Nothing of it was used.
/// </summary>
public sealed class ShardFormatException : UserErrorException
{
    /// <summary>Creates the error.</summary>
    /// <param name="where">The blob and the place in it.</param>
    /// <param name="what">What is wrong and what is legal.</param>
    public ShardFormatException(string where, string what)
        : base($"{where}: {what} Write the source again with 'cos data import', or name another one.")
    {
    }
}
