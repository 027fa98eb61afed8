using System.Collections.Concurrent;
using System.Diagnostics;
using ChainOfSight.Training.Elastic;

namespace ChainOfSight.Proofs.Figures;

/// <summary>Adds up the spans of lanes, step for step.</summary>
internal sealed class LaneTimes : IDisposable
{
    private readonly ConcurrentQueue<(string Lane, string Name, string Work, DateTime From, TimeSpan For)> spans = new();
    private readonly ActivityListener listener;

    public LaneTimes()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TrainingSpans.Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Hear,
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>Per lane: steps, and seconds by kind, between its first applied step and its last.</summary>
    public IReadOnlyList<LaneShare> Shares() =>
    [
        .. spans.Where(span => span.Lane.Length > 0).GroupBy(span => span.Lane).Select(lane => Share([.. lane])).Where(share => share.Steps > 0),
    ];

    public void Dispose() => listener.Dispose();

    private static LaneShare Share(IReadOnlyList<(string Lane, string Name, string Work, DateTime From, TimeSpan For)> of)
    {
        var applied = of.Where(span => span.Name == TrainingSpans.NameOf(LaneWork.Applying)).OrderBy(span => span.From).ToList();
        if (applied.Count < 2)
        {
            return new LaneShare(0, default, default, default, default, default, default);
        }

        var (begin, end) = (applied[0].From + applied[0].For, applied[^1].From + applied[^1].For);
        return new LaneShare(
            applied.Count - 1, end - begin, Sum(TrainingSpans.Compute), Sum(TrainingSpans.NameOf(LaneWork.Applying)), Sum(TrainingSpans.DataWait), Sum(TrainingSpans.ExchangeWait),
            Sum(TrainingSpans.ControlWait));

        // A wait before a save or another work between steps is not a step's.
        TimeSpan Sum(string name) => TimeSpan.FromTicks(of
            .Where(span => span.Name == name && span.From >= begin && span.From + span.For <= end && (name != TrainingSpans.ControlWait || span.Work is nameof(LaneWork.Reducing) or nameof(LaneWork.Applying)))
            .Sum(span => span.For.Ticks));
    }

    private void Hear(Activity span) => spans.Enqueue((
        span.GetTagItem(TrainingSpans.LaneTag) as string ?? "", span.OperationName, span.GetTagItem(TrainingSpans.WorkTag)?.ToString() ?? "", span.StartTimeUtc, span.Duration));
}
