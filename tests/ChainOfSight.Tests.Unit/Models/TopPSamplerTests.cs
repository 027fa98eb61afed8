using ChainOfSight.Models.Language;

namespace ChainOfSight.Tests.Unit.Models;

/// <summary>Drawn tokens follow the logits within the nucleus, and depend on the key alone.</summary>
public sealed class TopPSamplerTests
{
    private static readonly float[] Logits = [MathF.Log(0.5f), MathF.Log(0.3f), MathF.Log(0.15f), MathF.Log(0.05f)];

    [Fact]
    public void Draw_all_tokens_follows_the_distribution()
    {
        var counts = Count(new() { Temperature = 1, Seed = 3 });

        Assert.InRange(counts[0], 4800, 5200);
        Assert.InRange(counts[1], 2800, 3200);
        Assert.InRange(counts[2], 1350, 1650);
        Assert.InRange(counts[3], 400, 600);
    }

    [Fact]
    public void Draw_top_p_keeps_the_smallest_set_that_reaches_it()
    {
        var counts = Count(new() { Temperature = 1, TopP = 0.7, Seed = 3 });

        Assert.Equal(0, counts[2] + counts[3]);
        Assert.InRange(counts[0], 6000, 6500);
    }

    [Fact]
    public void Draw_low_temperature_takes_the_likeliest()
    {
        Assert.Equal(10_000, Count(new() { Temperature = 0.01, Seed = 3 })[0]);
    }

    [Fact]
    public void Draw_same_key_same_token_and_other_seed_other_tokens()
    {
        var options = new GenerationOptions { Temperature = 1, Seed = 5 };
        int[] Tokens(GenerationOptions o) => [.. Enumerable.Range(0, 64).Select(step => TopPSampler.Draw(Logits, o, 2, step))];

        Assert.Equal(Tokens(options), Tokens(options));
        Assert.NotEqual(Tokens(options), Tokens(options with { Seed = 6 }));
    }

    [Theory]
    [InlineData(-1, 1, 8)]
    [InlineData(double.NaN, 1, 8)]
    [InlineData(1, 0, 8)]
    [InlineData(1, 1.5, 8)]
    [InlineData(1, 1, 0)]
    public void Validate_value_out_of_range_is_refused(double temperature, double topP, int tokens)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new GenerationOptions { Temperature = temperature, TopP = topP, MaxNewTokens = tokens }.Validate());
    }

    private static int[] Count(GenerationOptions options)
    {
        var counts = new int[Logits.Length];
        for (var i = 0; i < 10_000; i++)
        {
            counts[TopPSampler.Draw(Logits, options, i % 100, i / 100)]++;
        }

        return counts;
    }
}
