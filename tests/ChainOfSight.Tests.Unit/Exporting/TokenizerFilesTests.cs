using ChainOfSight.Data.Tokenizing;
using ChainOfSight.Training.Exporting;

namespace ChainOfSight.Tests.Unit.Exporting;

public sealed class TokenizerFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cos-tokenizer-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A cut GPT-2 tokenizer that is written as tokenizer.json and read back gives the same ids, sizes and end token.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(null)]
    public void Write_cut_merge_list_reads_back_as_the_same_tokenizer(int? cut)
    {
        string[] merges = ["Ġ t", "h e", "Ġt he", "i n", "r e"];
        File.WriteAllLines(Path.Combine(_folder, "vocab.bpe"), ["#version: 0.2", .. merges]);
        var settings = new TokenizerSettings { Kind = "gpt2", Path = _folder, Merges = cut, Specials = ["<image>"] };
        var json = Gpt2TokenizerJson.Write(File.ReadLines(Path.Combine(_folder, "vocab.bpe")), settings);
        WriteEncoder(json);

        var exported = Directory.CreateDirectory(Path.Combine(_folder, "exported")).FullName;
        File.WriteAllText(Path.Combine(exported, "tokenizer.json"), json);
        File.WriteAllText(Path.Combine(exported, "tokenizer_config.json"), Gpt2TokenizerJson.WriteConfig());
        var (original, back) = (TokenizerFactory.Load(settings), TokenizerFactory.Load(new TokenizerSettings { Kind = "huggingface", Path = exported }));

        const string text = "the thing in there: ünïcode ☃\n  tab\t1,000";
        Assert.Equal(original.Encode(text), back.Encode(text));
        Assert.Equal(text, back.Decode(back.Encode(text)));
        Assert.Equal((original.VocabularySize, original.EosId, original.Specials["<image>"]), (back.VocabularySize, back.EosId, back.Specials["<image>"]));
    }

    // The original package also wants encoder.json, with every id of the uncut list.
    private void WriteEncoder(string json)
    {
        var vocabulary = System.Text.Json.Nodes.JsonNode.Parse(Gpt2TokenizerJson.Write(File.ReadLines(Path.Combine(_folder, "vocab.bpe")), new TokenizerSettings { Kind = "gpt2", Path = _folder }))!["model"]!["vocab"]!;
        Assert.Contains("\"vocab\"", json, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "encoder.json"), vocabulary.ToJsonString());
    }
}
