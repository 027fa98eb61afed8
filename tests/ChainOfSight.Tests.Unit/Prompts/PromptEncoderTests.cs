using ChainOfSight.Data.Prompts;
using ChainOfSight.Data.Samples;

namespace ChainOfSight.Tests.Unit.Prompts;

/// <summary>The exact text of each template, which of its tokens carry loss, and where it is cut.</summary>
public sealed class PromptEncoderTests
{
    private static readonly SampleTurn Caption = new(SampleTask.Caption, "", "A cat.");
    private static readonly SampleTurn What = new(SampleTask.Question, "What is it?", "cat");
    private static readonly SampleTurn Where = new(SampleTask.Question, "Where?", "left");

    // Loss is on what stands in [brackets]; ^ marks the visual tokens.
    public static TheoryData<PromptTemplate, bool, bool, bool, string> Texts => new()
    {
        { PromptTemplate.Plain, false, true, true, "^Q: What is it? A:[ cat</s>]\nQ: Where? A:[ left</s>]" },
        { PromptTemplate.Plain, true, true, true, "<s>^Q: What is it? A:[ cat</s>]\nQ: Where? A:[ left</s>]" },
        { PromptTemplate.Plain, false, false, true, "^Q: What is it? A:[ cat\n]Q: Where? A:[ left\n]" },
        { PromptTemplate.Plain, false, true, false, "Q: What is it? A:[ cat</s>]\nQ: Where? A:[ left</s>]" },
        { PromptTemplate.Vicuna, true, true, true, "<s>USER: ^\nWhat is it? ASSISTANT:[ cat</s>] USER: Where? ASSISTANT:[ left</s>]" },
        { PromptTemplate.Vicuna, true, true, false, "<s>USER: What is it? ASSISTANT:[ cat</s>] USER: Where? ASSISTANT:[ left</s>]" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Conversation_is_written_as_the_template_says(PromptTemplate template, bool hasBos, bool hasEos, bool hasImage, string expected)
    {
        var encoder = new PromptEncoder(new LetterTokenizer(hasBos, hasEos), new PromptOptions { Template = template });
        Assert.Equal(expected, Show(encoder.Encode([What, Where], hasImage)));
    }

    [Theory]
    [InlineData(PromptTemplate.Plain, "", true, "^[A cat.</s>]")]
    [InlineData(PromptTemplate.Plain, "", false, "A[ cat.</s>]")]
    [InlineData(PromptTemplate.Vicuna, "", true, "Be kind. USER: ^\nASSISTANT:[ A cat.</s>]")]
    [InlineData(PromptTemplate.Vicuna, "Describe.", true, "Be kind. USER: ^\nDescribe. ASSISTANT:[ A cat.</s>]")]
    public void Caption_stands_alone_or_answers_its_prompt(PromptTemplate template, string prompt, bool hasImage, string expected)
    {
        var encoder = new PromptEncoder(new LetterTokenizer(), new PromptOptions { Template = template, System = "Be kind." });
        Assert.Equal(expected, Show(encoder.Encode([Caption with { Prompt = prompt }], hasImage)));
    }

    [Theory]
    [InlineData(PromptTemplate.Plain, true)]
    [InlineData(PromptTemplate.Plain, false)]
    [InlineData(PromptTemplate.Vicuna, true)]
    [InlineData(PromptTemplate.Vicuna, false)]
    public void Question_for_a_trained_model_is_the_beginning_of_what_it_was_trained_on(PromptTemplate template, bool hasEos)
    {
        var encoder = new PromptEncoder(new LetterTokenizer(true, hasEos), new PromptOptions { Template = template });
        foreach (var history in new SampleTurn[][] { [], [What], [What, Where] })
        {
            var trained = encoder.Encode([.. history, new SampleTurn(SampleTask.Question, "Why?", "so")], hasImage: true);
            var asked = encoder.EncodeQuestion(history, "Why?", hasImage: true);
            Assert.Equal(trained.Ids[..asked.Ids.Length], asked.Ids);
            Assert.Equal(" so".Length + 1, trained.Ids.Length - asked.Ids.Length);
            Assert.Equal(trained.ImagePosition, asked.ImagePosition);
            Assert.All(asked.Labels, label => Assert.Equal(-100, label));
            Assert.Equal(trained.Ids[^1], encoder.EndId);
        }
    }

    [Fact]
    public void Text_is_cut_at_every_length_behind_the_visual_tokens_only()
    {
        var whole = new PromptEncoder(new LetterTokenizer(true), new PromptOptions { Template = PromptTemplate.Vicuna }).Encode([What], true);
        for (var length = whole.ImagePosition + 1; length <= whole.Ids.Length + 3; length++)
        {
            var cut = new PromptEncoder(new LetterTokenizer(true), new PromptOptions { Template = PromptTemplate.Vicuna, MaxTextTokens = length }).Encode([What], true);
            var kept = Math.Min(length, whole.Ids.Length);
            Assert.Equal(whole.Ids[..kept], cut.Ids);
            Assert.Equal(whole.Labels[..kept], cut.Labels);
            Assert.Equal(whole.ImagePosition, cut.ImagePosition);
        }
    }

    [Fact]
    public void Cut_before_the_visual_tokens_is_refused_with_the_legal_length()
    {
        var error = Assert.Throws<PromptException>(() => new PromptEncoder(new LetterTokenizer(true), new PromptOptions { Template = PromptTemplate.Vicuna, MaxTextTokens = 7 }));
        Assert.Contains("takes 7 tokens. Legal are 8 and more", error.Message, StringComparison.Ordinal);
    }

    private static string Show(EncodedText text)
    {
        var tokenizer = new LetterTokenizer();
        var shown = "";
        for (var i = 0; i < text.Ids.Length; i++)
        {
            var (before, now) = (i > 0 && text.Labels[i - 1] != -100, text.Labels[i] != -100);
            shown += (i == text.ImagePosition ? "^" : "") + (now && !before ? "[" : !now && before ? "]" : "") + tokenizer.Decode([text.Ids[i]]);
            Assert.True(!now || text.Labels[i] == text.Ids[i]);
        }

        return shown + (text.Labels[^1] != -100 ? "]" : "");
    }
}
