using System.Text.Json.Nodes;

namespace ChainOfSight.Data.Tokenizing.HuggingFace;

/// <summary>The parts of a <c>tokenizer.json</c>, read and checked.</summary>
internal sealed class TokenizerDocument
{
    private const int LargestId = 1 << 22;
    private static readonly string[] UsualEnds = ["</s>", "<|endoftext|>", "<|end_of_text|>", "<|im_end|>"];

    internal TokenizerDocument(JsonObject root, string path, IReadOnlyList<string> added, string? end)
    {
        Path = path;
        Model = root["model"] as JsonObject ?? throw Refuse("it has no \"model\"");
        var type = Text(Model["type"]) ?? "BPE";
        if (type != "BPE")
        {
            throw Refuse($"model.type is \"{type}\"; legal is \"BPE\"");
        }

        RefuseUnsupported();
        Normalizers = Steps(root["normalizer"], "normalizers");
        PreTokenizers = Steps(root["pre_tokenizer"], "pretokenizers");
        var specials = ReadAddedTokens(root["added_tokens"] as JsonArray ?? []);
        Pieces = ReadPieces(Model["vocab"] as JsonObject ?? throw Refuse("model.vocab is not an object"), specials);
        Merges = MergeReader.Read(this, Model["merges"] as JsonArray ?? throw Refuse("model.merges is not a list"));
        (Specials, Size) = SpecialTokens.Append(specials, added, Pieces.Length);
        BosId = TemplateReader.ReadBos(this, Steps(root["post_processor"], "processors"));
        EosId = end is not null && Specials.TryGetValue(end, out var id)
            ? id
            : UsualEnds.Where(Specials.ContainsKey).Select(token => (int?)Specials[token]).FirstOrDefault();
    }

    /// <summary>The file, for messages.</summary>
    internal string Path { get; }

    internal JsonObject Model { get; }

    internal IReadOnlyList<JsonObject> Normalizers { get; }

    internal IReadOnlyList<JsonObject> PreTokenizers { get; }

    /// <summary>Spelling of each id, special ones included; empty in gaps.</summary>
    internal string[] Pieces { get; }

    /// <summary>Id of each spelling of the vocabulary.</summary>
    internal Dictionary<string, int> Ids { get; } = new(StringComparer.Ordinal);

    internal IReadOnlyList<(int Left, int Right)> Merges { get; }

    internal IReadOnlyDictionary<string, int> Specials { get; }

    internal int Size { get; }

    internal int? BosId { get; }

    internal int? EosId { get; }

    /// <summary>Whether words are cut and written in GPT-2's byte alphabet.</summary>
    internal bool IsByteLevel => PreTokenizers.Any(step => TypeOf(step) == "ByteLevel");

    /// <summary>The refusal of a form that is not supported.</summary>
    internal TokenizerException Refuse(string what) =>
        new($"The tokenizer file {Path} is not supported: {what}. Supported are byte-level BPE with GPT-2's pattern and SentencePiece BPE as LLaMA's.");

    internal static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    internal static bool Flag(JsonNode? node, bool fallback) => node is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : fallback;

    internal static string TypeOf(JsonObject step) => Text(step["type"]) ?? "";

    private void RefuseUnsupported()
    {
        if (Flag(Model["ignore_merges"], false))
        {
            throw Refuse("model.ignore_merges is true");
        }

        foreach (var key in (string[])["continuing_subword_prefix", "end_of_word_suffix"])
        {
            if (!string.IsNullOrEmpty(Text(Model[key])))
            {
                throw Refuse($"model.{key} is \"{Text(Model[key])}\"");
            }
        }
    }

    private static List<JsonObject> Steps(JsonNode? node, string list) => node switch
    {
        JsonObject step when TypeOf(step) == "Sequence" => (step[list] as JsonArray ?? []).SelectMany(inner => Steps(inner, list)).ToList(),
        JsonObject step => [step],
        _ => [],
    };

    private Dictionary<string, int> ReadAddedTokens(JsonArray tokens)
    {
        var specials = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var token in tokens.OfType<JsonObject>())
        {
            var content = Text(token["content"]) ?? throw Refuse("an added token has no content");
            if (!Flag(token["special"], false))
            {
                throw Refuse($"the added token \"{content}\" is not special and would have to be found inside of text");
            }

            specials[content] = CheckedId(content, token["id"]);
        }

        return specials;
    }

    private string[] ReadPieces(JsonObject vocabulary, Dictionary<string, int> specials)
    {
        foreach (var (piece, id) in vocabulary)
        {
            Ids[piece] = CheckedId(piece, id);
        }

        var all = Ids.Concat(specials).ToList();
        var pieces = new string[all.Count == 0 ? 0 : all.Max(entry => entry.Value) + 1];
        Array.Fill(pieces, "");
        foreach (var (piece, id) in all)
        {
            if (pieces[id].Length > 0 && pieces[id] != piece)
            {
                throw Refuse($"\"{pieces[id]}\" and \"{piece}\" share the id {id}");
            }

            pieces[id] = piece;
        }

        return pieces;
    }

    private int CheckedId(string piece, JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var id) && id is >= 0 and <= LargestId
        ? id
        : throw Refuse($"the id of \"{piece}\" is {node?.ToJsonString() ?? "missing"}, not a whole number from 0 to {LargestId:N0}");
}
