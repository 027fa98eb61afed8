using System.Buffers.Binary;
using System.Text;

namespace ChainOfSight.Data.Tokenizing.SentencePiece;

/// <summary>
/// Reads <c>llama-tokenizer.js</c>: two base64 strings hold the 32,000 pieces, one per line, and the merges, two
/// 16-bit ids each.
/// </summary>
internal static class LlamaPackage
{
    private const int UnknownId = 0;
    private const int BosId = 1;
    private const int EosId = 2;

    internal static ITokenizer Load(TokenizerSettings settings)
    {
        var path = TokenizerFile.FindOnly(settings.Path, "llama-tokenizer.js");
        var (pieces, pairs) = TokenizerFile.Read(path, Read);
        if (pieces.Length <= EosId || pieces[BosId] != "<s>" || pieces[EosId] != "</s>")
        {
            throw new TokenizerException($"{path} does not hold LLaMA's pieces: ids 1 and 2 should be <s> and </s>. Fetch npm's llama-tokenizer-js again.");
        }

        var (table, bounds) = PieceMerges.Build(pairs, pieces, path);
        var (specials, size) = SpecialTokens.Append(
            [new(pieces[UnknownId], UnknownId), new(pieces[BosId], BosId), new(pieces[EosId], EosId)], settings.Specials, pieces.Length);
        return new SentencePieceTokenizer(
            new SentencePieceVocabulary("llama", pieces, table, specials, size, BosId, EosId, UnknownId), PrefixSpace.Always, bounds);
    }

    private static (string[] Pieces, (int Left, int Right)[] Pairs) Read(byte[] file)
    {
        var script = Encoding.UTF8.GetString(file);
        var pieces = Encoding.UTF8.GetString(Literal(script, "llama_vocab_base64")).Split('\n');
        var packed = Literal(script, "llama_merges_binary");
        var pairs = new (int, int)[packed.Length / 4];
        for (var i = 0; i < pairs.Length; i++)
        {
            var pair = packed.AsSpan(i * 4, 4);
            pairs[i] = (BinaryPrimitives.ReadUInt16LittleEndian(pair), BinaryPrimitives.ReadUInt16LittleEndian(pair[2..]));
        }

        return (pieces, pairs);
    }

    private static byte[] Literal(string script, string name)
    {
        var assignment = script.LastIndexOf(name + " = ", StringComparison.Ordinal);
        var start = assignment < 0 ? -1 : script.IndexOfAny(['"', '\'', '`'], assignment);
        var end = start < 0 ? -1 : script.IndexOf(script[start], start + 1);
        return end < 0
            ? throw new FormatException($"It does not assign a string to {name}.")
            : Convert.FromBase64String(script[(start + 1)..end]);
    }
}
