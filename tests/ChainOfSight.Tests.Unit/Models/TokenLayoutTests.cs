using ChainOfSight.Models.Language;

namespace ChainOfSight.Tests.Unit.Models;

/// <summary>Tokens of a batch are laid end to end with visual tokens where the image stands, and gathered for attention and back.</summary>
public sealed class TokenLayoutTests
{
    [Fact]
    public void Build_image_inside_the_text_puts_visual_tokens_there()
    {
        var layout = TokenLayout.Build([3, 2], [1, -1], visualTokens: 2);

        Assert.Equal([5, 2], layout.Lengths);
        Assert.Equal([0, 5, 7], layout.Offsets);
        Assert.Equal([0, 1, 2, 3, 4, 0, 1], layout.Positions);

        // Text tokens are sources 0 to 4, the one image's tokens 5 and 6.
        Assert.Equal([0, 5, 6, 1, 2, 3, 4], layout.Sources);
        Assert.Equal([0, 3, 4, 5, 6], layout.TextRows);
        Assert.Equal([0], layout.ImageSamples);
    }

    [Fact]
    public void Build_image_at_the_end_of_the_text_is_legal()
    {
        Assert.Equal([0, 1, 2], TokenLayout.Build([1], [1], 2).Sources);
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(2, -2)]
    [InlineData(-1, -1)]
    [InlineData(0, -1)]
    public void Build_impossible_sample_is_refused_by_name(int length, int image)
    {
        var error = Assert.Throws<ArgumentException>(() => TokenLayout.Build([4, length], [0, image], 2));

        Assert.Contains("sample 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_empty_batch_is_refused()
    {
        Assert.Throws<ArgumentException>(() => TokenLayout.Build([], [], 2));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PaddedBlock_every_row_has_one_place_and_comes_back_from_it(bool right)
    {
        var layout = TokenLayout.OfText([3, 1, 5]);
        var block = right ? PaddedBlock.Right(layout) : PaddedBlock.Left(layout);

        Assert.Equal(15, block.Rows.Length);
        Assert.Equal(Enumerable.Range(0, 9).Select(row => (long)row), block.Places.Select(place => block.Rows[place]));
        Assert.Equal(right ? 0 : 2, block.Places[0]);

        // Padding stays within its own sample.
        for (var place = 0; place < 15; place++)
        {
            Assert.InRange(block.Rows[place], layout.Offsets[place / 5], layout.Offsets[place / 5 + 1] - 1);
        }
    }

    [Fact]
    public void LossPositions_label_is_predicted_by_the_row_before_it()
    {
        var layout = TokenLayout.Build([3, 2], [1, -1], visualTokens: 2);
        var positions = LossPositions.Of(layout, [-100, 7, -100, -100, 9]);

        // The label after the image is predicted from the last visual token.
        Assert.Equal([2, 5], positions.Rows);
        Assert.Equal([7, 9], positions.Targets);
    }

    [Fact]
    public void LossPositions_first_token_of_a_sample_carries_no_loss()
    {
        Assert.Equal([9], LossPositions.Of(TokenLayout.OfText([2]), [8, 9]).Targets);
    }

    [Fact]
    public void LossPositions_missing_labels_are_refused()
    {
        Assert.Throws<ArgumentException>(() => LossPositions.Of(TokenLayout.OfText([2]), [8]));
    }
}
