using ChainOfSight.Data.Collation;
using ChainOfSight.Data.Samples;

namespace ChainOfSight.Tests.Unit.Prompts;

/// <summary>Plain text is packed into sequences without padding and without loss of a token.</summary>
public sealed class TextCollatorTests
{
    [Fact]
    public void Texts_are_packed_in_order_while_they_fit()
    {
        var batch = new TextCollator(new LetterTokenizer(), 10).Collate(Places("abcd", "efgh", "ij", "klmnopqrstuvwxyz"));
        Assert.Equal("abcd</s>efgh</s>ij</s>klmnopqrstuvwxyz</s>", new LetterTokenizer().Decode(batch.TokenIds));
        Assert.Equal([10, 3, 10, 7], batch.Lengths);
        Assert.Equal([-1, -1, -1, -1], batch.ImagePositions);
        Assert.Equal(4, batch.Positions.Count);
    }

    [Fact]
    public void Every_token_carries_loss_but_the_first_of_a_sequence_and_beginning_tokens()
    {
        var batch = new TextCollator(new LetterTokenizer(hasBos: true), 8).Collate(Places("ab", "cd", "efghijklm"));
        Assert.Equal([8, 8, 3], batch.Lengths);
        Assert.Equal([-100, 'a', 'b', 2, -100, 'c', 'd', 2, -100, 'e', 'f', 'g', 'h', 'i', 'j', 'k', -100, 'm', 2], batch.Labels);
        Assert.Equal(15, batch.LossTokens);
    }

    [Fact]
    public void Random_texts_keep_all_their_tokens()
    {
        var random = new Random(4);
        for (var round = 0; round < 200; round++)
        {
            var texts = Enumerable.Range(0, random.Next(1, 20)).Select(_ => random.Next(1, 60)).ToArray();
            var longest = random.Next(2, 40);
            var sequences = TextCollator.Pack(texts, longest);
            Assert.Equal(texts.Sum(), sequences.Sum());
            Assert.All(sequences, length => Assert.InRange(length, 1, longest));
        }
    }

    [Fact]
    public void Turns_are_text_where_there_is_no_caption_and_nothing_is_an_empty_place()
    {
        SlotPlace[] places =
        [
            new(3, new PreparedSample("s/a", new SampleRecord { Id = "a", Turns = [new(SampleTask.Question, "who?", "me"), new(SampleTask.Caption, "", "ok")] }, null)),
            new(4, new PreparedSample("s/b", new SampleRecord { Id = "b" }, null)),
            new(5, null, "bad JSON", new("s", "t", 1, 2, "bad JSON", "00")),
        ];
        var batch = new TextCollator(new LetterTokenizer(), 100).Collate(places);
        Assert.Equal("Q: who? A: me\nok</s>", new LetterTokenizer().Decode(batch.TokenIds));
        Assert.Equal([(4L, "the sample has no text"), (5L, "bad JSON")], batch.EmptyPlaces);
        Assert.Equal(1, batch.Quarantined.Single().Index);
        Assert.Equal([3L], batch.Positions);
    }

    private static List<SlotPlace> Places(params string[] texts) =>
        [.. texts.Select((text, i) => new SlotPlace(i, new PreparedSample($"s/{i}", new SampleRecord { Id = $"{i}", Caption = text }, null)))];
}
