using ChainOfSight.Models.Language;

namespace ChainOfSight.Tests.Unit.Models;

/// <summary>Text generated with kept keys and values is the text that whole passes would give.</summary>
public sealed class TextGeneratorTests
{
    private static readonly int[][] Prompts = [[5, 9, 30], [7], [3, 4, 3, 4, 11, 20]];

    [Fact]
    public void Continue_greedy_batch_equals_whole_passes_of_each_prompt()
    {
        using var scope = NewDisposeScope();
        using var decoder = TinyModels.Decoder(spread: 30);
        var options = new GenerationOptions { MaxNewTokens = 12, EosIds = [] };

        var texts = Continue(decoder, Prompts, options);

        Assert.All(Prompts.Zip(texts), pair => Assert.Equal(Whole(decoder, pair.First, 12), pair.Second));
        Assert.True(texts.SelectMany(text => text).Distinct().Count() > 3);
    }

    [Fact]
    public void Continue_sampled_prompt_does_not_depend_on_longer_neighbours()
    {
        using var scope = NewDisposeScope();
        using var decoder = TinyModels.Decoder();
        var options = new GenerationOptions { MaxNewTokens = 16, Temperature = 1, TopP = 0.9, Seed = 4, EosIds = [] };

        var alone = Continue(decoder, [Prompts[0]], options)[0];

        Assert.Equal(alone, Continue(decoder, Prompts, options)[0]);
        Assert.Equal(16, alone.Length);
        Assert.NotEqual(alone, Continue(decoder, [Prompts[0]], options with { Seed = 5 })[0]);
    }

    [Fact]
    public void Continue_end_id_closes_its_text_and_is_left_out()
    {
        using var scope = NewDisposeScope();
        using var decoder = TinyModels.Decoder(spread: 30);
        var free = Continue(decoder, Prompts, new() { MaxNewTokens = 8, EosIds = [] });
        var end = free[1][3];

        var texts = Continue(decoder, Prompts, new() { MaxNewTokens = 8, EosIds = [end] });

        Assert.All(free.Zip(texts), pair => Assert.Equal(pair.First.TakeWhile(id => id != end), pair.Second));
        Assert.InRange(texts[1].Length, 0, 3);
    }

    [Fact]
    public void Continue_more_tokens_than_positions_is_refused()
    {
        using var scope = NewDisposeScope();
        using var decoder = TinyModels.Decoder();

        Assert.Throws<ArgumentException>(() => Continue(decoder, Prompts, new() { MaxNewTokens = 60 }));
    }

    [Fact]
    public void Continue_cancelled_ends()
    {
        using var scope = NewDisposeScope();
        using var decoder = TinyModels.Decoder();
        var layout = TokenLayout.OfText([1]);

        Assert.Throws<OperationCanceledException>(() =>
            new TextGenerator(decoder).Continue(decoder.Embed([1]), layout, new() { MaxNewTokens = 4, EosIds = [] }, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Continue_leaves_no_tensor_behind()
    {
        using var decoder = TinyModels.Decoder();
        using var scope = NewDisposeScope();
        using var rows = decoder.Embed([3, 4]);
        var layout = TokenLayout.OfText([2]);
        new TextGenerator(decoder).Continue(rows, layout, new() { MaxNewTokens = 4, EosIds = [] });
        var before = scope.DisposablesCount;

        new TextGenerator(decoder).Continue(rows, layout, new() { MaxNewTokens = 4, EosIds = [] });

        Assert.Equal(before, scope.DisposablesCount);
    }

    private static IReadOnlyList<int[]> Continue(LlamaForCausalLm decoder, int[][] prompts, GenerationOptions options)
    {
        var layout = TokenLayout.OfText([.. prompts.Select(prompt => prompt.Length)]);
        return new TextGenerator(decoder).Continue(decoder.Embed([.. prompts.SelectMany(prompt => prompt)]), layout, options);
    }

    private static int[] Whole(LlamaForCausalLm decoder, int[] prompt, int count)
    {
        using var noGradient = no_grad();
        var text = prompt.ToList();
        for (var i = 0; i < count; i++)
        {
            var hidden = decoder.call(decoder.Embed([.. text]), decoder.Pass(TokenLayout.OfText([text.Count])));
            text.Add((int)decoder.Logits(hidden.narrow(0, text.Count - 1, 1)).argmax(-1).item<long>());
        }

        return [.. text.Skip(prompt.Length)];
    }
}
