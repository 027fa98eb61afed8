using ChainOfSight.Training.Reports.Model;

namespace ChainOfSight.Training.Reports.Charts;

/// <summary>
/// Shares a chart's width among stages by their training time, but none gets less than it takes to read it: what short stages
/// need beyond their share, the others give in proportion.
/// </summary>
internal static class BandLayout
{
    public static IReadOnlyList<StageBand> Of(IReadOnlyList<StageReport> stages, double width, double gap, double least)
    {
        var free = width - (gap * (stages.Count - 1));
        least = Math.Min(least, free / Math.Max(1, stages.Count));
        var narrow = new bool[stages.Count];
        while (true)
        {
            var left = free - (least * narrow.Count(taken => taken));
            var total = stages.Where((_, i) => !narrow[i]).Sum(Weight);
            var found = Enumerable.Range(0, stages.Count).Where(i => !narrow[i] && left * Weight(stages[i]) / total < least).ToList();
            if (found.Count == 0)
            {
                return Place(stages, [.. stages.Select((stage, i) => narrow[i] ? least : left * Weight(stage) / total)], gap);
            }

            found.ForEach(i => narrow[i] = true);
        }
    }

    private static List<StageBand> Place(IReadOnlyList<StageReport> stages, double[] widths, double gap)
    {
        var bands = new List<StageBand>();
        var x = 0.0;
        for (var i = 0; i < stages.Count; i++)
        {
            bands.Add(new StageBand(stages[i], x, widths[i]));
            x += widths[i] + gap;
        }

        return bands;
    }

    // A stage of unknown time still gets a place.
    private static double Weight(StageReport stage) => Math.Max(stage.Seconds, 1e-3);
}
