using ChainOfSight.Data.Tokenizing;

namespace ChainOfSight.Tests.Unit.Tokenizing;

/// <summary>What cannot be loaded says what is legal.</summary>
public sealed class TokenizerFactoryTests
{
    private static TokenizerException Refusal(TokenizerSettings settings) =>
        Assert.Throws<TokenizerException>(() => TokenizerFactory.Load(settings));

    [Fact]
    public void Load_unknown_kind_names_the_legal_ones() =>
        Assert.Contains("Legal: gpt2, llama, huggingface", Refusal(new() { Kind = "gpt5", Path = "." }).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("gpt2", "vocab.bpe")]
    [InlineData("llama", "llama-tokenizer.js")]
    [InlineData("huggingface", "tokenizer.json")]
    public void Load_missing_folder_names_the_file(string kind, string file) =>
        Assert.Contains(file, Refusal(new() { Kind = kind, Path = "/nowhere" }).Message, StringComparison.Ordinal);

    [Fact]
    public void Load_merges_for_another_kind_is_refused() =>
        Assert.Contains("merges = 5", Refusal(new() { Kind = "llama", Path = ".", Merges = 5 }).Message, StringComparison.Ordinal);

    [TokenizerDataTheory]
    [InlineData(-1)]
    [InlineData(50_001)]
    public void Load_merges_out_of_range_names_the_range(int merges)
    {
        var fault = Refusal(new() { Kind = "gpt2", Path = TokenizerData.FolderOf("gpt2"), Merges = merges });

        Assert.Contains("between 0 and the 50,000", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpt2", "vocab.bpe", "#version: 0.2\nhello\n")]
    [InlineData("llama", "llama-tokenizer.js", "const llama_vocab_base64 = \"%%%\"")]
    [InlineData("llama", "llama-tokenizer.js", "nothing")]
    public void Load_damaged_file_names_it(string kind, string file, string content)
    {
        var folder = Directory.CreateTempSubdirectory("cos-tokenizer-").FullName;
        File.WriteAllText(Path.Combine(folder, file), content);
        File.WriteAllText(Path.Combine(folder, "encoder.json"), "{}");

        Assert.Contains(Path.Combine(folder, file), Refusal(new() { Kind = kind, Path = folder }).Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Decode_id_outside_of_the_vocabulary_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticJson.Load(SyntheticJson.ByteLevel()).Decode([260]));
}
