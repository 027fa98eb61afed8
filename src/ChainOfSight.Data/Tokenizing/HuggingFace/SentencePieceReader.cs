using ChainOfSight.Data.Tokenizing.SentencePiece;

namespace ChainOfSight.Data.Tokenizing.HuggingFace;

/// <summary>Makes a SentencePiece tokenizer of a <c>tokenizer.json</c>.</summary>
internal static class SentencePieceReader
{
    internal static ITokenizer Read(TokenizerDocument file)
    {
        var prefix = PrefixSpace.Never;
        var (marked, split) = (false, false);
        foreach (var step in file.Normalizers)
        {
            switch (TokenizerDocument.TypeOf(step))
            {
                case "Prepend" when IsMark(TokenizerDocument.Text(step["prepend"])):
                    prefix = PrefixSpace.Always;
                    break;
                case "Replace" when TokenizerDocument.Text(step["pattern"]?["String"]) == " " && IsMark(TokenizerDocument.Text(step["content"])):
                    marked = true;
                    break;
                default:
                    throw file.Refuse($"the normalizer {step.ToJsonString()} is unknown");
            }
        }

        foreach (var step in file.PreTokenizers)
        {
            if (TokenizerDocument.TypeOf(step) != "Metaspace" || !IsMark(TokenizerDocument.Text(step["replacement"])))
            {
                throw file.Refuse($"the pre-tokenizer \"{TokenizerDocument.TypeOf(step)}\" is unknown; ByteLevel and Metaspace are legal");
            }

            (marked, split) = (true, TokenizerDocument.Flag(step["split"], true));
            prefix = Scheme(step) == "never" ? prefix : PrefixSpace.UnlessThere;
        }

        if (!marked)
        {
            throw file.Refuse("neither a normalizer nor a pre-tokenizer writes spaces as U+2581, nor is it byte-level");
        }

        int? unknown = TokenizerDocument.Text(file.Model["unk_token"]) is { } token && file.Ids.TryGetValue(token, out var id) ? id : null;
        var (table, bounds) = PieceMerges.Build(file.Merges, file.Pieces, file.Path);
        var vocabulary = new SentencePieceVocabulary(
            TokenizerJson.Name, file.Pieces, table, file.Specials, file.Size, file.BosId, file.EosId, unknown);
        return new SentencePieceTokenizer(vocabulary, prefix, split ? WordBounds.BeforeEachSpace : bounds);
    }

    private static bool IsMark(string? text) => text is [SentencePieceTokenizer.SpaceMark];

    private static string Scheme(System.Text.Json.Nodes.JsonObject metaspace) => TokenizerDocument.Text(metaspace["prepend_scheme"])
        ?? (TokenizerDocument.Flag(metaspace["add_prefix_space"], true) ? "always" : "never");
}
