namespace ChainOfSight.Data.Tokenizing;

/// <summary>Appends the settings' special tokens to a vocabulary.</summary>
internal static class SpecialTokens
{
    /// <summary>Gives each added token the next free id; those that exist keep theirs.</summary>
    /// <param name="existing">Special tokens of the vocabulary.</param>
    /// <param name="added">Spellings to add, in order.</param>
    /// <param name="nextId">First free id.</param>
    /// <returns>All special tokens, and the vocabulary's new size.</returns>
    /// <exception cref="TokenizerException">A spelling is empty.</exception>
    internal static (IReadOnlyDictionary<string, int> Specials, int Size) Append(
        IEnumerable<KeyValuePair<string, int>> existing, IEnumerable<string> added, int nextId)
    {
        var specials = new Dictionary<string, int>(existing, StringComparer.Ordinal);
        foreach (var token in added)
        {
            if (string.IsNullOrEmpty(token))
            {
                throw new TokenizerException("specials holds an empty token; each needs a spelling such as \"<image>\".");
            }

            if (specials.TryAdd(token, nextId))
            {
                nextId++;
            }
        }

        return (specials, nextId);
    }
}
