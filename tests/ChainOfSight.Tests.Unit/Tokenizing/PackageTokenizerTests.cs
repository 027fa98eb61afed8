using ChainOfSight.Data.Tokenizing;

namespace ChainOfSight.Tests.Unit.Tokenizing;

/// <summary>The two public tokenizers give the ids that their own packages give.</summary>
public sealed class PackageTokenizerTests
{
    [TokenizerDataTheory]
    [InlineData("vectors.json")]
    [InlineData("generated.json")]
    public void Gpt2_texts_equal_the_package(string file)
    {
        foreach (var sample in TokenizerData.Read(file))
        {
            Assert.Equal(sample.Gpt2, TokenizerData.Gpt2.Encode(sample.Text));
            Assert.Equal(sample.Text, TokenizerData.Gpt2.Decode(sample.Gpt2));
        }
    }

    [TokenizerDataTheory]
    [InlineData("vectors.json")]
    [InlineData("generated.json")]
    public void Llama_texts_equal_the_package(string file)
    {
        foreach (var sample in TokenizerData.Read(file))
        {
            Assert.Equal(sample.Llama, TokenizerData.Llama.Encode(sample.Text));
            Assert.Equal(sample.Text.Replace('\u2581', ' '), TokenizerData.Llama.Decode(sample.Llama));
        }
    }

    [TokenizerDataFact]
    public void Gpt2_whole_vocabulary_has_its_published_size()
    {
        Assert.Equal((50257, 50256), (TokenizerData.Gpt2.VocabularySize, TokenizerData.Gpt2.EosId));
        Assert.Null(TokenizerData.Gpt2.BosId);
    }

    [TokenizerDataFact]
    public void Llama_whole_vocabulary_has_its_published_size() => Assert.Equal(
        (32000, 1, 2), (TokenizerData.Llama.VocabularySize, TokenizerData.Llama.BosId, TokenizerData.Llama.EosId));

    [TokenizerDataTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(700)]
    [InlineData(4000)]
    public void Gpt2_first_merges_only_keep_ids_below_the_cut_and_lose_no_text(int merges)
    {
        var cut = TokenizerData.Load("gpt2", merges);

        Assert.Equal((257 + merges, 256 + merges), (cut.VocabularySize, cut.EosId));
        foreach (var text in TokenizerData.Read("generated.json").Select(sample => sample.Text))
        {
            var ids = cut.Encode(text);
            Assert.All(ids, id => Assert.InRange(id, 0, 255 + merges));
            Assert.Equal(text, cut.Decode(ids));
        }
    }

    [TokenizerDataFact]
    public void Gpt2_cut_list_still_merges_what_it_holds()
    {
        // Merges 0 and 6 are "Ġ t" and "Ġt he".
        Assert.Equal([262], TokenizerData.Load("gpt2", 7).Encode(" the"));
        Assert.Equal(2, TokenizerData.Load("gpt2", 6).Encode(" the").Length);
    }

    [TokenizerDataFact]
    public void Encode_many_threads_give_what_one_gives()
    {
        var samples = TokenizerData.Read("generated.json");
        var fresh = TokenizerData.Load("gpt2");

        Parallel.For(0, 800, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            Assert.Equal(samples[i % samples.Count].Gpt2, fresh.Encode(samples[i % samples.Count].Text)));
    }

    [TokenizerDataFact]
    public void EncodeContinuation_joined_pieces_of_text_decode_to_the_whole()
    {
        foreach (var tokenizer in (ITokenizer[])[TokenizerData.Gpt2, TokenizerData.Llama])
        {
            int[] ids = [.. tokenizer.Encode("What is this?"), .. tokenizer.EncodeContinuation(" A cat.")];

            Assert.Equal("What is this? A cat.", tokenizer.Decode(ids));
        }
    }
}
