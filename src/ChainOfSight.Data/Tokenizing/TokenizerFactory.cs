using ChainOfSight.Data.Tokenizing.ByteLevel;
using ChainOfSight.Data.Tokenizing.HuggingFace;
using ChainOfSight.Data.Tokenizing.SentencePiece;

namespace ChainOfSight.Data.Tokenizing;

/// <summary>Makes tokenizers from their files.</summary>
public static class TokenizerFactory
{
    /// <summary>Kinds that can be loaded.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["gpt2", "llama", "huggingface"];

    /// <summary>Loads a tokenizer.</summary>
    /// <param name="settings">Which, from where.</param>
    /// <exception cref="TokenizerException">The kind is unknown, a file is missing or damaged, or a value is illegal.</exception>
    public static ITokenizer Load(TokenizerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Merges is not null && settings.Kind != "gpt2")
        {
            throw new TokenizerException($"merges = {settings.Merges} cuts the merge list of kind \"gpt2\" only; leave it out for \"{settings.Kind}\".");
        }

        return settings.Kind switch
        {
            "gpt2" => Gpt2Package.Load(settings),
            "llama" => LlamaPackage.Load(settings),
            "huggingface" => TokenizerJson.Load(settings),
            _ => throw new TokenizerException($"There is no tokenizer kind \"{settings.Kind}\". Legal: {string.Join(", ", Kinds)}."),
        };
    }
}
