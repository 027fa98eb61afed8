using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Scheduling;

namespace ChainOfSight.Tests.Unit.Training.Scheduling;

/// <summary>Learning rates are those of the independent statement of the maths.</summary>
public sealed class LearningRateScheduleTests
{
    // learning_rate of the AdamW vectors: peak 0.03, 20 steps, 4 of warm-up, cosine to 0.
    private static readonly double[] Vector =
    [
        0.0075, 0.015, 0.0225, 0.03, 0.03, 0.029711779206048457, 0.0288581929876693, 0.02747204418453818, 0.02560660171779821, 0.02333355349529403,
        0.020740251485476348, 0.017926354830241926, 0.015, 0.012073645169758077, 0.009259748514523655, 0.00666644650470597, 0.004393398282201788,
        0.0025279558154618197, 0.0011418070123306989, 0.0002882207939515435,
    ];

    [Fact]
    public void Cosine_with_warmup_equals_the_vectors()
    {
        var schedule = new LearningRateSchedule(new ScheduleRecipe { Warmup = 0.2 }, 20);

        Assert.Equal(4, schedule.WarmupSteps);
        Assert.All(Enumerable.Range(0, 20), step => Assert.Equal(Vector[step], 0.03 * schedule.Share(step), 1e-15));
    }

    [Theory]
    [InlineData(ScheduleShape.Constant, 0.0, 99, 1.0)]
    [InlineData(ScheduleShape.Linear, 0.2, 0, 1.0)]
    [InlineData(ScheduleShape.Linear, 0.2, 50, 0.6)]
    [InlineData(ScheduleShape.Linear, 0.2, 100, 0.2)]
    [InlineData(ScheduleShape.Cosine, 0.1, 100, 0.1)]
    [InlineData(ScheduleShape.Cosine, 0.1, 50, 0.55)]
    public void Share_without_warmup_follows_its_shape(ScheduleShape shape, double final, long step, double expected)
    {
        var schedule = new LearningRateSchedule(new ScheduleRecipe { Warmup = 0, Shape = shape, Final = final }, 100);

        Assert.Equal(expected, schedule.Share(step), 12);
    }

    [Fact]
    public void Warmup_over_the_whole_stage_only_rises()
    {
        var schedule = new LearningRateSchedule(new ScheduleRecipe { Warmup = 1 }, 3);

        Assert.Equal([1.0 / 3, 2.0 / 3, 1.0], Enumerable.Range(0, 3).Select(step => schedule.Share(step)));
    }
}
