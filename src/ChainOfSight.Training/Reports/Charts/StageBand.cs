using ChainOfSight.Training.Reports.Model;

namespace ChainOfSight.Training.Reports.Charts;

/// <summary>The part of a chart's width that belongs to one stage; x counts its steps.</summary>
internal sealed record StageBand(StageReport Stage, double X, double Width)
{
    /// <summary>Map from steps to x.</summary>
    public LinearScale Steps => new(0, Math.Max(1, Stage.Steps), X, X + Width);
}
