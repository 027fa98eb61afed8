using ChainOfSight.Data.Collation;
using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Tokenizing;

namespace ChainOfSight.Data.Prompts;

/// <summary>
/// Writes conversations as tokens, the same way for training and for asking a trained model. Questions and answers are encoded apart, so a
/// question has the same ids whether its answer is known or not. Safe for many threads.
/// </summary>
public sealed class PromptEncoder
{
    private readonly ITokenizer tokenizer;
    private readonly PromptOptions options;
    private readonly PromptWording wording;
    private readonly int[] ending;

    /// <summary>Prepares the encoder.</summary>
    /// <param name="tokenizer">Text to ids.</param>
    /// <param name="options">How conversations are written.</param>
    /// <exception cref="PromptException">The text before the image alone is longer than the cut.</exception>
    public PromptEncoder(ITokenizer tokenizer, PromptOptions options)
    {
        (this.tokenizer, this.options) = (tokenizer, options);
        wording = PromptWording.Of(options);
        ending = tokenizer.EosId is { } eos ? [eos] : tokenizer.EncodeContinuation("\n");
        var head = Begin(wording.BeforeImage).Length;
        if (head >= options.MaxTextTokens)
        {
            throw new PromptException(
                $"maxTextTokens is {options.MaxTextTokens}, but the text before the image takes {head} tokens. Legal are {head + 1} and more; raise it or shorten 'system'.");
        }
    }

    /// <summary>Token after which an answer is over: the tokenizer's end token, or the line's end where it has none.</summary>
    public int EndId => ending[^1];

    /// <summary>A sample for training: only answers and what ends them carry loss.</summary>
    /// <param name="turns">Questions with answers, at least one.</param>
    /// <param name="hasImage">Whether visual tokens stand in the text.</param>
    public EncodedText Encode(IReadOnlyList<SampleTurn> turns, bool hasImage)
    {
        var (text, imagePosition) = Start(hasImage);
        var turnOf = Enumerable.Repeat(0, text.Count).ToList();
        for (var i = 0; i < turns.Count; i++)
        {
            var from = text.Count;
            Question(text, turns[i].Prompt, i == 0 || options.IsolateTurns, hasImage);
            Append(text, wording.Answer(turns[i].Prompt, turns[i].Answer), hasLoss: true, hasImage);
            text.AddRange(ending.Select(id => (id, id)));
            if (options.IsolateTurns && i > 0)
            {
                // The row before belongs to another turn, so it can't predict this one's first token.
                text[from] = (text[from].Id, SlotBatch.IgnoredLabel);
            }

            turnOf.AddRange(Enumerable.Repeat(i + 1, text.Count - from));
        }

        return Cut(text, imagePosition, options.IsolateTurns ? turnOf : []);
    }

    /// <summary>A question for a trained model, which goes on with the answer. Not cut: a question that was is another one.</summary>
    /// <param name="turns">What was said before, with answers; usually empty.</param>
    /// <param name="prompt">The question; empty asks for a caption where captions are trained without one.</param>
    /// <param name="hasImage">Whether visual tokens stand in the text.</param>
    public EncodedText EncodeQuestion(IReadOnlyList<SampleTurn> turns, string prompt, bool hasImage)
    {
        var (text, imagePosition) = Start(hasImage);
        for (var i = 0; i < turns.Count; i++)
        {
            Question(text, turns[i].Prompt, i == 0, hasImage);
            Append(text, wording.Answer(turns[i].Prompt, turns[i].Answer), hasLoss: false, hasImage);
            text.AddRange(ending.Select(id => (id, SlotBatch.IgnoredLabel)));
        }

        Question(text, prompt, turns.Count == 0, hasImage);
        return new EncodedText([.. text.Select(token => token.Id)], [.. text.Select(token => token.Label)], imagePosition, []);
    }

    private (List<(int Id, int Label)> Text, int ImagePosition) Start(bool hasImage)
    {
        List<(int, int)> text = hasImage ? [.. Begin(wording.BeforeImage).Select(id => (id, SlotBatch.IgnoredLabel))] : [];
        return (text, hasImage ? text.Count : -1);
    }

    private void Question(List<(int Id, int Label)> text, string prompt, bool isFirst, bool hasImage)
    {
        // Without an end token the line's end that closed the last answer already parts the turns.
        var parts = isFirst || tokenizer.EosId is null ? "" : wording.BetweenTurns;
        Append(text, parts + wording.Question(prompt, isFirst, hasImage), hasLoss: false, hasImage);
    }

    private void Append(List<(int Id, int Label)> text, string part, bool hasLoss, bool hasImage)
    {
        if (part.Length == 0)
        {
            return;
        }

        var begins = text.Count == 0 && !hasImage;
        var ids = begins ? Begin(part) : tokenizer.EncodeContinuation(part);
        for (var i = 0; i < ids.Length; i++)
        {
            // Nothing stands before the very first token from which it could be predicted.
            text.Add((ids[i], hasLoss && !(begins && i == 0) ? ids[i] : SlotBatch.IgnoredLabel));
        }
    }

    private int[] Begin(string part) => part.Length > 0 ? tokenizer.Encode(part) : tokenizer.BosId is { } bos ? [bos] : [];

    private EncodedText Cut(List<(int Id, int Label)> text, int imagePosition, List<int> turnOf)
    {
        var kept = text.Take(options.MaxTextTokens).ToList();
        return new EncodedText([.. kept.Select(token => token.Id)], [.. kept.Select(token => token.Label)], imagePosition, [.. turnOf.Take(options.MaxTextTokens)]);
    }
}
