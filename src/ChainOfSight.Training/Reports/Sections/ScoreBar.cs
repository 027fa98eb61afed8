using ChainOfSight.Training.Evaluation;
using ChainOfSight.Training.Reports.Markup;

namespace ChainOfSight.Training.Reports.Sections;

/// <summary>A score as a bar with its standard error as a whisker and chance as a mark.</summary>
internal static class ScoreBar
{
    public static Html Draw(MeasureScore score)
    {
        var highest = MeasureName.Highest(score.Measure);
        var value = 100 * Math.Clamp(score.Score / highest, 0, 1);
        var chance = 100 * Math.Clamp(score.Chance / highest, 0, 1);
        var error = 100 * (score.StandardError ?? 0) / highest;
        return Html.Of($"""
            <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="bar-track" width="100" height="10" rx="2"/><rect class="bar-value" width="{value}" height="10" rx="2"/><rect class="bar-error" x="{Math.Max(0, value - error)}" y="4" width="{Math.Min(100, value + error) - Math.Max(0, value - error)}" height="2"/><rect class="bar-chance" x="{Math.Max(0, chance - 0.5)}" y="-1" width="1" height="12"/></svg>
            """);
    }
}
