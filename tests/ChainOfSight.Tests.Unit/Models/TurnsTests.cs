using ChainOfSight.Models.Language;

namespace ChainOfSight.Tests.Unit.Models;

/// <summary>Turns that are read apart give what each would give alone after what all see.</summary>
public sealed class TurnsTests
{
    [Fact]
    public void Forward_isolated_turns_equal_each_turn_alone()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var decoder = TinyModels.Decoder();
        int[] first = [3, 8, 11, 5, 6, 20, 21, 22];
        int[] turns = [0, 0, 0, 1, 1, 2, 2, 2];
        int[] second = [4, 9];

        // The second sample is shorter and has no turns: padding must not reach it.
        var together = Hidden(decoder, [.. first, .. second], TokenLayout.Build([8, 2], [-1, -1], 0, [.. turns, 0, 0]));

        // Another number of rows takes other kernels of the BLAS on some processors.
        TensorAssert.Close(Hidden(decoder, first[..5], TokenLayout.OfText([5])), together.narrow(0, 0, 5), 1e-4);
        TensorAssert.Close(Hidden(decoder, [.. first[..3], .. first[5..]], TokenLayout.OfText([6])).narrow(0, 3, 3), together.narrow(0, 5, 3), 1e-4);
        TensorAssert.Close(Hidden(decoder, second, TokenLayout.OfText([2])), together.narrow(0, 8, 2), 1e-4);
    }

    [Fact]
    public void Positions_of_each_turn_go_on_after_what_all_see()
    {
        var layout = TokenLayout.Build([5], [1], visualTokens: 2, turns: [0, 1, 1, 2, 2]);

        Assert.Equal([0, 1, 2, 3, 4, 3, 4], layout.Positions);
        Assert.Equal([0, 0, 0, 1, 1, 2, 2], layout.Turns);
    }

    [Fact]
    public void Turns_not_one_per_token_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => TokenLayout.Build([3], [-1], 0, [0, 1]));

        Assert.Contains("2 turns for 3 text tokens", error.Message, StringComparison.Ordinal);
    }

    private static Tensor Hidden(LlamaForCausalLm decoder, int[] ids, TokenLayout layout) => decoder.call(decoder.Embed(ids), decoder.Pass(layout));
}
