using System.Text;
using System.Text.Json;
using ChainOfSight.Data.Tokenizing.Merging;

namespace ChainOfSight.Data.Tokenizing.ByteLevel;

/// <summary>Reads GPT-2's <c>encoder.json</c> and <c>vocab.bpe</c>. Ids 0 to 255 are bytes, merge i makes id 256 + i, the end of text comes after the last merge.</summary>
internal static class Gpt2Package
{
    internal const string EndOfText = "<|endoftext|>";

    internal static ITokenizer Load(TokenizerSettings settings)
    {
        var merges = TokenizerFile.Read(TokenizerFile.Find(settings.Path, "vocab.bpe"), ReadMerges);
        var encoder = TokenizerFile.Find(settings.Path, "encoder.json");
        var known = TokenizerFile.Read(encoder, bytes => JsonSerializer.Deserialize<Dictionary<string, int>>(bytes) ?? []);
        if (settings.Merges is < 0 || settings.Merges > merges.Count)
        {
            throw new TokenizerException($"merges = {settings.Merges} is not between 0 and the {merges.Count:N0} that {settings.Path} holds.");
        }

        var count = settings.Merges ?? merges.Count;
        var ids = Enumerable.Range(0, 256).ToDictionary(id => ByteAlphabet.SymbolOf(ByteAlphabet.ById[id]).ToString(), id => id, StringComparer.Ordinal);
        var table = new (int, int, int)[count];
        for (var i = 0; i < count; i++)
        {
            var (left, right) = merges[i];
            var piece = left + right;
            if (!known.TryGetValue(piece, out var id) || id != 256 + i || !ids.TryGetValue(left, out var leftId) || !ids.TryGetValue(right, out var rightId))
            {
                throw new TokenizerException($"{encoder} and vocab.bpe do not belong together: merge {i} (\"{left} {right}\") should make id {256 + i} of two earlier pieces. Fetch both again.");
            }

            table[i] = (leftId, rightId, id);
            ids[piece] = id;
        }

        var (specials, size) = SpecialTokens.Append([new(EndOfText, 256 + count)], settings.Specials, 257 + count);
        return new ByteLevelTokenizer(new ByteLevelVocabulary(
            "gpt2", BytesToIds(), Pieces(ids), new MergeTable(table), specials, size, BosId: null, EosId: 256 + count));
    }

    private static List<(string Left, string Right)> ReadMerges(byte[] file)
    {
        var merges = new List<(string, string)>();
        foreach (var line in Encoding.UTF8.GetString(file).Split('\n').Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal)))
        {
            var parts = line.TrimEnd('\r').Split(' ');
            if (parts.Length != 2)
            {
                throw new FormatException($"Line {merges.Count + 2} is \"{line}\", not two pieces with a space between.");
            }

            merges.Add((parts[0], parts[1]));
        }

        return merges;
    }

    private static int[] BytesToIds()
    {
        var ids = new int[256];
        for (var id = 0; id < 256; id++)
        {
            ids[ByteAlphabet.ById[id]] = id;
        }

        return ids;
    }

    private static byte[][] Pieces(Dictionary<string, int> ids)
    {
        var pieces = new byte[ids.Count][];
        foreach (var (piece, id) in ids)
        {
            pieces[id] = ByteAlphabet.TryGetBytes(piece, out var bytes)
                ? bytes
                : throw new TokenizerException($"vocab.bpe holds \"{piece}\", which is not written in GPT-2's byte alphabet. Fetch it again.");
        }

        return pieces;
    }
}
