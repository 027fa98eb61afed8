using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Training.Scheduling;

/// <summary>
/// Learning rate as a share of its peak: rises in a line to 1 at the end of the warm-up, then falls to its final share.
/// A pure function of the step, so that nothing of it needs to be saved.
/// </summary>
public sealed class LearningRateSchedule
{
    private readonly long total;
    private readonly ScheduleShape shape;
    private readonly double final;

    /// <summary>Creates the schedule of a stage.</summary>
    /// <param name="recipe">Warm-up share, shape, final share.</param>
    /// <param name="totalSteps">Steps of the stage, at least 1.</param>
    public LearningRateSchedule(ScheduleRecipe recipe, long totalSteps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(totalSteps, 1);
        total = totalSteps;
        shape = recipe.Shape;
        final = recipe.Final;
        WarmupSteps = Math.Min(totalSteps, (long)Math.Round(recipe.Warmup * totalSteps, MidpointRounding.AwayFromZero));
    }

    /// <summary>Steps of the warm-up; the last of them has the full rate.</summary>
    public long WarmupSteps { get; }

    /// <summary>Share of the peak at <paramref name="step"/>, counted from 0: <c>(step + 1) / warmup</c>, then the shape over the rest.</summary>
    public double Share(long step)
    {
        if (step < WarmupSteps)
        {
            return (double)(step + 1) / WarmupSteps;
        }

        var done = Math.Clamp((double)(step - WarmupSteps) / Math.Max(1, total - WarmupSteps), 0, 1);
        return shape switch
        {
            ScheduleShape.Cosine => final + ((1 - final) * 0.5 * (1 + Math.Cos(Math.PI * done))),
            ScheduleShape.Linear => final + ((1 - final) * (1 - done)),
            _ => 1,
        };
    }
}
