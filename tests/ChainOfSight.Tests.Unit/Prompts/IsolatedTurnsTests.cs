using ChainOfSight.Data.Collation;
using ChainOfSight.Data.Prompts;
using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Tokenizing;

namespace ChainOfSight.Tests.Unit.Prompts;

/// <summary>Isolated turns are trained as they are asked later: each as if it were the only one.</summary>
public sealed class IsolatedTurnsTests
{
    private static readonly SampleTurn[] Turns =
        [new(SampleTask.Caption, "", "cat"), new(SampleTask.Question, "where?", "left"), new(SampleTask.Question, "who?", "cat")];

    [Fact]
    public void Isolated_turn_has_the_ids_of_the_single_question()
    {
        var prompts = new PromptEncoder(new Characters(), new PromptOptions { IsolateTurns = true });

        var encoded = prompts.Encode(Turns, hasImage: true);
        var asked = prompts.EncodeQuestion([], "who?", hasImage: true);

        int[] third = [.. encoded.Ids.Where((_, i) => encoded.Turns[i] == 3)];
        Assert.Equal(asked.Ids, third[..asked.Ids.Length]);
        Assert.Equal(encoded.Ids.Length, encoded.Turns.Length);
    }

    [Fact]
    public void First_token_of_a_later_turn_carries_no_loss()
    {
        var prompts = new PromptEncoder(new Characters(), new PromptOptions { IsolateTurns = true });

        var encoded = prompts.Encode([Turns[1], Turns[0]], hasImage: true);

        // The caption has no question: its first letter would be predicted from the other turn's end.
        var first = Array.IndexOf(encoded.Turns, 2);
        Assert.Equal(SlotBatch.IgnoredLabel, encoded.Labels[first]);
        Assert.Equal(encoded.Ids[first + 1], encoded.Labels[first + 1]);
    }

    [Fact]
    public void Conversation_names_no_turns()
    {
        var encoded = new PromptEncoder(new Characters(), new PromptOptions()).Encode(Turns, hasImage: true);

        Assert.Empty(encoded.Turns);
    }

    // One id per character; 0 ends a text.
    private sealed class Characters : ITokenizer
    {
        public string Name => "characters";

        public int VocabularySize => 256;

        public int? BosId => null;

        public int? EosId => 0;

        public IReadOnlyDictionary<string, int> Specials { get; } = new Dictionary<string, int>();

        public int[] Encode(string text) => [.. text.Select(c => (int)c)];

        public int[] EncodeContinuation(string text) => Encode(text);

        public string Decode(ReadOnlySpan<int> ids) => string.Concat(ids.ToArray().Select(id => (char)id));
    }
}
