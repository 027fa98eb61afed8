using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChainOfSight.Data.Tokenizing.HuggingFace;

/// <summary>
/// Reads a Hugging Face <c>tokenizer.json</c> of the two families that are supported: byte-level BPE with GPT-2's pattern,
/// and SentencePiece BPE as LLaMA's. Anything in the file that would give other ids than Hugging Face's is refused by name.
/// </summary>
internal static class TokenizerJson
{
    internal const string Name = "huggingface";

    internal static ITokenizer Load(TokenizerSettings settings)
    {
        var path = TokenizerFile.FindOnly(settings.Path, "tokenizer.json");
        return TokenizerFile.Read(path, bytes =>
        {
            var root = JsonNode.Parse(bytes, documentOptions: new JsonDocumentOptions { MaxDepth = 32 }) as JsonObject
                ?? throw new JsonException("It is not a JSON object.");
            var file = new TokenizerDocument(root, path, settings.Specials, EndFromConfig(path));
            return file.IsByteLevel ? ByteLevelReader.Read(file) : SentencePieceReader.Read(file);
        });
    }

    // tokenizer.json does not say which token ends a text; the file beside it does.
    private static string? EndFromConfig(string path)
    {
        var config = Path.Combine(Path.GetDirectoryName(path)!, "tokenizer_config.json");
        if (!File.Exists(config))
        {
            return null;
        }

        return TokenizerFile.Read(config, bytes => JsonNode.Parse(bytes)?["eos_token"]) switch
        {
            JsonValue text when text.TryGetValue<string>(out var token) => token,
            JsonObject described => described["content"]?.GetValue<string>(),
            _ => null,
        };
    }
}
