using System.Text.Json.Nodes;
using ChainOfSight.Data.Tokenizing;

namespace ChainOfSight.Tests.Unit.Tokenizing;

/// <summary>Small tokenizer.json documents of both families, made in memory.</summary>
internal static class SyntheticJson
{
    /// <summary>Bytes, then " t", "he", " the" as ids 256 to 258, and an end of text.</summary>
    internal static JsonObject ByteLevel()
    {
        var vocabulary = new JsonObject();
        for (var value = 0; value < 256; value++)
        {
            vocabulary[ChainOfSight.Data.Tokenizing.ByteLevel.ByteAlphabet.SymbolOf((byte)value).ToString()] = value;
        }

        (vocabulary["Ġt"], vocabulary["he"], vocabulary["Ġthe"]) = (256, 257, 258);
        return new JsonObject
        {
            ["added_tokens"] = new JsonArray(Special(259, "<|endoftext|>")),
            ["normalizer"] = null,
            ["pre_tokenizer"] = new JsonObject { ["type"] = "ByteLevel", ["add_prefix_space"] = false, ["use_regex"] = true },
            ["post_processor"] = new JsonObject { ["type"] = "ByteLevel" },
            ["model"] = new JsonObject { ["type"] = "BPE", ["vocab"] = vocabulary, ["merges"] = new JsonArray("Ġ t", "h e", "Ġt he") },
        };
    }

    /// <summary>LLaMA's form: three specials, 256 bytes, "▁", "a", "b", "ab", "▁ab" as ids 259 to 263.</summary>
    internal static JsonObject SentencePiece()
    {
        var vocabulary = new JsonObject { ["<unk>"] = 0, ["<s>"] = 1, ["</s>"] = 2 };
        for (var value = 0; value < 256; value++)
        {
            vocabulary[$"<0x{value:X2}>"] = 3 + value;
        }

        (vocabulary["▁"], vocabulary["a"], vocabulary["b"], vocabulary["ab"], vocabulary["▁ab"]) = (259, 260, 261, 262, 263);
        return new JsonObject
        {
            ["added_tokens"] = new JsonArray(Special(0, "<unk>"), Special(1, "<s>"), Special(2, "</s>")),
            ["normalizer"] = new JsonObject
            {
                ["type"] = "Sequence",
                ["normalizers"] = new JsonArray(
                    new JsonObject { ["type"] = "Prepend", ["prepend"] = "▁" },
                    new JsonObject { ["type"] = "Replace", ["pattern"] = new JsonObject { ["String"] = " " }, ["content"] = "▁" }),
            },
            ["pre_tokenizer"] = null,
            ["post_processor"] = new JsonObject
            {
                ["type"] = "TemplateProcessing",
                ["single"] = new JsonArray(
                    new JsonObject { ["SpecialToken"] = new JsonObject { ["id"] = "<s>", ["type_id"] = 0 } },
                    new JsonObject { ["Sequence"] = new JsonObject { ["id"] = "A", ["type_id"] = 0 } }),
            },
            ["model"] = new JsonObject
            {
                ["type"] = "BPE",
                ["unk_token"] = "<unk>",
                ["fuse_unk"] = true,
                ["byte_fallback"] = true,
                ["vocab"] = vocabulary,
                ["merges"] = new JsonArray(new JsonArray("a", "b"), new JsonArray("▁", "ab")),
            },
        };
    }

    /// <summary>Writes the document to a folder of its own and loads it.</summary>
    internal static ITokenizer Load(JsonObject document, params string[] specials)
    {
        var folder = Directory.CreateTempSubdirectory("cos-tokenizer-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "tokenizer.json"), document.ToJsonString());
            return TokenizerFactory.Load(new TokenizerSettings { Kind = "huggingface", Path = folder.FullName, Specials = specials });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static JsonObject Special(int id, string content) => new() { ["id"] = id, ["content"] = content, ["special"] = true };
}
