using System.Text.Json.Nodes;
using ChainOfSight.Data.Tokenizing;

namespace ChainOfSight.Tests.Unit.Tokenizing;

/// <summary>tokenizer.json of both families is read as Hugging Face reads it; other forms are refused by name.</summary>
public sealed class HuggingFaceTokenizerTests
{
    [Fact]
    public void ByteLevel_small_vocabulary_merges_and_ends()
    {
        var tokenizer = SyntheticJson.Load(SyntheticJson.ByteLevel());

        Assert.Equal([104, 105, 258, 257], tokenizer.Encode("hi thehe").Select(id => id));
        Assert.Equal((260, 259), (tokenizer.VocabularySize, tokenizer.EosId));
    }

    [Fact]
    public void SentencePiece_small_vocabulary_prefixes_merges_and_falls_back_to_bytes()
    {
        var tokenizer = SyntheticJson.Load(SyntheticJson.SentencePiece());

        Assert.Equal([1, 263, 263, 3 + 'c', 3 + '\n'], tokenizer.Encode("ab abc\n"));
        Assert.Equal([262, 259, 3 + 0xC3, 3 + 0xA9], tokenizer.EncodeContinuation("ab é"));
        Assert.Equal("ab é", tokenizer.Decode(tokenizer.Encode("ab é")));
        Assert.Equal((264, 1, 2), (tokenizer.VocabularySize, tokenizer.BosId, tokenizer.EosId));
    }

    [Fact]
    public void Specials_added_ones_follow_the_vocabulary_and_known_ones_keep_their_id()
    {
        var tokenizer = SyntheticJson.Load(SyntheticJson.SentencePiece(), "<image>", "</s>", "<pad>");

        Assert.Equal((264, 2, 265), (tokenizer.Specials["<image>"], tokenizer.Specials["</s>"], tokenizer.Specials["<pad>"]));
        Assert.Equal(266, tokenizer.VocabularySize);
        Assert.Equal("ab", tokenizer.Decode([1, 264, 263, 265, 2]));
    }

    [Fact]
    public void Specials_spelled_in_text_stay_text()
    {
        var tokenizer = SyntheticJson.Load(SyntheticJson.SentencePiece());

        var ids = tokenizer.Encode("</s>");

        Assert.DoesNotContain(2, ids);
        Assert.Equal("</s>", tokenizer.Decode(ids));
    }

    [Fact]
    public void Metaspace_with_split_cuts_before_each_space()
    {
        var document = SyntheticJson.SentencePiece();
        document["normalizer"] = null;
        document["pre_tokenizer"] = new JsonObject { ["type"] = "Metaspace", ["replacement"] = "▁", ["prepend_scheme"] = "always", ["split"] = true };

        var tokenizer = SyntheticJson.Load(document);

        Assert.Equal([1, 259, 263], tokenizer.Encode("  ab"));
        Assert.Equal([1, 263], tokenizer.Encode("ab"));
    }

    [Fact]
    public void Unknown_characters_without_bytes_become_one_unknown_token()
    {
        var document = SyntheticJson.SentencePiece();
        document["model"]!["vocab"]!.AsObject().Remove("<0xC3>");

        Assert.Equal([0, 260], SyntheticJson.Load(document).EncodeContinuation("ééa"));
    }

    [TokenizerDataFact]
    public void Gpt2_package_written_as_tokenizer_json_gives_the_same_ids()
    {
        var folder = TokenizerData.FolderOf("gpt2");
        var document = SyntheticJson.ByteLevel();
        var vocabulary = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "encoder.json")))!.AsObject();
        vocabulary.Remove("<|endoftext|>");
        document["model"]!["vocab"] = vocabulary;
        document["model"]!["merges"] = new JsonArray([.. File.ReadAllLines(Path.Combine(folder, "vocab.bpe")).Skip(1).Where(line => line.Length > 0).Select(line => JsonValue.Create(line))]);
        document["added_tokens"]![0]!["id"] = 50256;

        var tokenizer = SyntheticJson.Load(document);

        Assert.All(TokenizerData.Read("generated.json"), sample => Assert.Equal(sample.Gpt2, tokenizer.Encode(sample.Text)));
    }

    public static TheoryData<string, string> Faults => new()
    {
        { """{"model":{"type":"WordPiece","vocab":{}}}""", "WordPiece" },
        { """{"model":{"type":"BPE","vocab":{"a":0},"merges":["a b"]},"pre_tokenizer":{"type":"ByteLevel"}}""", "merge 0 (\"a b\")" },
        { """{"model":{"type":"BPE","vocab":{"a":0},"merges":[7]},"pre_tokenizer":{"type":"ByteLevel"}}""", "merge 0" },
        { """{"model":{"type":"BPE","vocab":{"a":-1},"merges":[]},"pre_tokenizer":{"type":"ByteLevel"}}""", "the id of \"a\"" },
        { """{"model":{"type":"BPE","vocab":{"a":2000000000},"merges":[]},"pre_tokenizer":{"type":"ByteLevel"}}""", "the id of \"a\"" },
        { """{"model":{"type":"BPE","vocab":{"a":0,"b":0},"merges":[]},"pre_tokenizer":{"type":"ByteLevel"}}""", "share the id 0" },
        { """{"model":{"type":"BPE","vocab":{"a":0},"merges":[]},"pre_tokenizer":{"type":"ByteLevel"}}""", "lacks the byte" },
        { """{"model":{"type":"BPE","vocab":{"a":0},"merges":[]},"pre_tokenizer":{"type":"Whitespace"}}""", "Whitespace" },
        { """{"model":{"type":"BPE","vocab":{"a":0},"merges":[]}}""", "U+2581" },
        { """{"model":{"type":"BPE","vocab":{"a":0},"merges":[]},"normalizer":{"type":"NFC"},"pre_tokenizer":{"type":"ByteLevel"}}""", "NFC" },
        { """{"model":{"type":"BPE","vocab":{"a":0},"merges":[]},"added_tokens":[{"id":1,"content":"x","special":false}]}""", "\"x\" is not special" },
        { """{"model":{"type":"BPE","vocab":{"a":0}}}""", "model.merges" },
        { "[]", "not a JSON object" },
        { "{", "cannot be read" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Load_damaged_or_unsupported_file_is_refused_by_name(string json, string named)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("cos-tokenizer-").FullName, "tokenizer.json");
        File.WriteAllText(path, json);

        var fault = Assert.Throws<TokenizerException>(() => TokenizerFactory.Load(new TokenizerSettings { Kind = "huggingface", Path = path }));

        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }
}
