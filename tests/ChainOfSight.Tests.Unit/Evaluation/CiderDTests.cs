using System.Text.Json;
using ChainOfSight.Training.Evaluation;

namespace ChainOfSight.Tests.Unit.Evaluation;

public sealed class CiderDTests
{
    /// <summary>Scores equal those of an independent statement (cider_d.py) over a corpus with several references, empty and repeated words.</summary>
    [Fact]
    public void Score_corpus_of_the_fixture_equals_the_independent_statement()
    {
        var images = Fixture();
        var references = images.Select(image => (IReadOnlyList<IReadOnlyList<string>>)[.. image.References.Select(CaptionTokens.Split)]).ToList();
        var corpus = new CiderCorpus(references);

        for (var i = 0; i < images.Count; i++)
        {
            var score = CiderD.Score(CaptionTokens.Split(images[i].Candidate), references[i], corpus);
            Assert.True(Math.Abs(images[i].Score - score) < 1e-9, $"image {i}: expected {images[i].Score}, got {score}");
        }
    }

    /// <summary>Repeating a right word cannot raise the score: counts are clipped and length is penalised.</summary>
    [Fact]
    public void Score_repeated_words_is_below_the_plain_caption()
    {
        var corpus = new CiderCorpus([[["a", "dog"]], [["a", "cat"]], [["a", "bird"]]]);
        var plain = CiderD.Score(["a", "dog"], [["a", "dog"]], corpus);
        var repeated = CiderD.Score(["a", "dog", "dog", "dog", "dog"], [["a", "dog"]], corpus);
        Assert.True(repeated < plain, $"{repeated} against {plain}");
    }

    /// <summary>Words are lower case, without punctuation; hyphens, apostrophes and decimals hold a word together.</summary>
    [Theory]
    [InlineData("A red Apple, and a well-known dog.", "a|red|apple|and|a|well-known|dog")]
    [InlineData("It's 3.5 m -- (not 1,000)!", "it's|3.5|m|not|1,000")]
    [InlineData("  ...  ", "")]
    [InlineData("end-", "end")]
    public void Split_caption_gives_its_words(string caption, string words) =>
        Assert.Equal(words, string.Join('|', CaptionTokens.Split(caption)));

    private static List<Image> Fixture() => JsonSerializer.Deserialize<List<Image>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "evaluation", "cider_d.json")), JsonSerializerOptions.Web)!;

    private sealed record Image(string Candidate, string[] References, double Score);
}
