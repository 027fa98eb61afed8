using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChainOfSight.Data.Tokenizing;

namespace ChainOfSight.Training.Exporting;

/// <summary>
/// Writes GPT-2's merge list, cut as a recipe cuts it, as Hugging Face's <c>tokenizer.json</c>: ids 0 to 255 are bytes, merge i makes id 256 + i,
/// the end of text comes after the last merge, and added special tokens after that.
/// </summary>
internal static class Gpt2TokenizerJson
{
    private const string EndOfText = "<|endoftext|>";

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of <c>tokenizer.json</c>.</summary>
    /// <param name="mergeList">Lines of <c>vocab.bpe</c>.</param>
    /// <param name="settings">Where to cut, and which tokens to add.</param>
    public static string Write(IEnumerable<string> mergeList, TokenizerSettings settings)
    {
        var all = mergeList.Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal));
        var merges = (settings.Merges is { } cut ? all.Take(cut) : all).ToList();
        var vocabulary = new JsonObject();
        foreach (var piece in ByteSymbols().Concat(merges.Select(merge => merge.Replace(" ", "", StringComparison.Ordinal))))
        {
            vocabulary[piece] = vocabulary.Count;
        }

        var specials = settings.Specials.Prepend(EndOfText).Distinct(StringComparer.Ordinal).Select((token, i) => Special(token, vocabulary.Count + i)).ToArray();
        return new JsonObject
        {
            ["version"] = "1.0",
            ["truncation"] = null,
            ["padding"] = null,
            ["added_tokens"] = new JsonArray([.. specials]),
            ["normalizer"] = null,
            ["pre_tokenizer"] = ByteLevel(),
            ["post_processor"] = null,
            ["decoder"] = ByteLevel(),
            ["model"] = new JsonObject
            {
                ["type"] = "BPE",
                ["dropout"] = null,
                ["unk_token"] = null,
                ["continuing_subword_prefix"] = null,
                ["end_of_word_suffix"] = null,
                ["fuse_unk"] = false,
                ["byte_fallback"] = false,
                ["vocab"] = vocabulary,
                ["merges"] = new JsonArray([.. merges.Select(merge => (JsonNode)merge)]),
            },
        }.ToJsonString(Options);
    }

    /// <summary>The text of <c>tokenizer_config.json</c>, which says which token ends a text.</summary>
    public static string WriteConfig() => new JsonObject
    {
        ["tokenizer_class"] = "PreTrainedTokenizerFast",
        ["eos_token"] = EndOfText,
        ["clean_up_tokenization_spaces"] = false,
    }.ToJsonString(Options);

    // Printable Latin-1 stands for itself, the other bytes follow from U+0100 on; ids are in the order of these characters.
    private static IEnumerable<string> ByteSymbols()
    {
        var printable = Enumerable.Range(0, 256).Where(value => value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF)).ToList();
        return printable.Concat(Enumerable.Range(256, 256 - printable.Count)).Select(symbol => ((char)symbol).ToString());
    }

    private static JsonObject ByteLevel() => new() { ["type"] = "ByteLevel", ["add_prefix_space"] = false, ["trim_offsets"] = true, ["use_regex"] = true };

    private static JsonObject Special(string token, int id) => new JsonObject
    {
        ["id"] = id,
        ["content"] = token,
        ["single_word"] = false,
        ["lstrip"] = false,
        ["rstrip"] = false,
        ["normalized"] = false,
        ["special"] = true,
    };
}
