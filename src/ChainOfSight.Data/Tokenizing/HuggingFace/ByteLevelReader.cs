using ChainOfSight.Data.Tokenizing.ByteLevel;
using ChainOfSight.Data.Tokenizing.Merging;

namespace ChainOfSight.Data.Tokenizing.HuggingFace;

/// <summary>Makes a byte-level tokenizer of a <c>tokenizer.json</c>.</summary>
internal static class ByteLevelReader
{
    internal static ITokenizer Read(TokenizerDocument file)
    {
        if (file.Normalizers.Count > 0)
        {
            throw file.Refuse($"the normalizer \"{TokenizerDocument.TypeOf(file.Normalizers[0])}\" stands before a byte-level pre-tokenizer");
        }

        if (file.PreTokenizers is not [var step] || !TokenizerDocument.Flag(step["use_regex"], true))
        {
            throw file.Refuse("its pre-tokenizer cuts words by another pattern than GPT-2's (ByteLevel with use_regex)");
        }

        var specials = file.Specials.Values.ToHashSet();
        var pieces = file.Pieces.Select((piece, id) => specials.Contains(id) ? [] : BytesOf(file, piece)).ToArray();
        var merges = file.Merges.Select((pair, rank) => (pair.Left, pair.Right, Joined(file, pair.Left, pair.Right, rank))).ToArray();
        var vocabulary = new ByteLevelVocabulary(
            TokenizerJson.Name, ByteIds(file), pieces, new MergeTable(merges), file.Specials, file.Size, file.BosId, file.EosId);
        return new ByteLevelTokenizer(vocabulary, TokenizerDocument.Flag(step["add_prefix_space"], true));
    }

    private static byte[] BytesOf(TokenizerDocument file, string piece) => ByteAlphabet.TryGetBytes(piece, out var bytes)
        ? bytes
        : throw file.Refuse($"the piece \"{piece}\" is not written in GPT-2's byte alphabet");

    private static int Joined(TokenizerDocument file, int left, int right, int rank) => file.Ids.TryGetValue(file.Pieces[left] + file.Pieces[right], out var id)
        ? id
        : throw file.Refuse($"merge {rank} makes \"{file.Pieces[left]}{file.Pieces[right]}\", which model.vocab lacks");

    private static int[] ByteIds(TokenizerDocument file)
    {
        var ids = new int[256];
        for (var value = 0; value < 256; value++)
        {
            ids[value] = file.Ids.TryGetValue(ByteAlphabet.SymbolOf((byte)value).ToString(), out var id)
                ? id
                : throw file.Refuse($"model.vocab lacks the byte 0x{value:X2}");
        }

        return ids;
    }
}
