namespace ChainOfSight.Data.Importing;

/// <summary>Keys of samples from names of files: legal as members of a shard, and different for each file.</summary>
internal sealed class SampleKeys
{
    private const int Longest = 80;
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <summary>The key of the next file.</summary>
    /// <param name="file">Its path without extension, with '/'.</param>
    public string Next(string file)
    {
        var legal = string.Concat(file.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
        legal = legal.Length > Longest ? legal[^Longest..] : legal.Length == 0 ? "-" : legal;
        var key = legal;
        for (var i = 2; !used.Add(key); i++)
        {
            key = $"{legal}-{i}";
        }

        return key;
    }
}
