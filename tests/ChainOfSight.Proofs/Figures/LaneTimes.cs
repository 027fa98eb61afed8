using System.Collections.Concurrent;
using System.Diagnostics;
using ChainOfSight.Training.Elastic;

namespace ChainOfSight.Proofs.Figures;

/// <summary>Adds up the spans of lanes, step for step.</summary>
internal sealed class LaneTimes : IDisposable
{
    private readonly ConcurrentQueue<Span> spans = new();
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
    public IReadOnlyList<LaneShare> Shares()
    {
        var answers = new[] { LaneWork.Reducing, LaneWork.Applying }.ToDictionary(work => work.ToString(), work => spans.Where(span => span.Name == TrainingSpans.NameOf(work)).ToLookup(span => span.Lane, span => span.From + span.For));
        return [.. spans.Where(span => span.Lane.Length > 0).GroupBy(span => span.Lane).Select(lane => Share([.. lane], answers)).Where(share => share.Steps > 0)];
    }

    public void Dispose() => listener.Dispose();

    private static LaneShare Share(IReadOnlyList<Span> of, Dictionary<string, ILookup<string, DateTime>> answers)
    {
        var applied = of.Where(span => span.Name == TrainingSpans.NameOf(LaneWork.Applying)).OrderBy(span => span.From).ToList();
        if (applied.Count < 2)
        {
            return new LaneShare(0, default, default, default, default, default, default, default);
        }

        var (begin, end) = (applied[0].From + applied[0].For, applied[^1].From + applied[^1].For);

        // A wait before a save or another work between steps is not a step's.
        var waits = Within(TrainingSpans.ControlWait).Where(span => span.Work is nameof(LaneWork.Reducing) or nameof(LaneWork.Applying)).ToList();

        // The order to apply follows the answers to the one to reduce, and the other way round.
        var others = answers.ToDictionary(work => work.Key, work => work.Value.Where(lane => lane.Key != of[0].Lane).SelectMany(lane => lane).Order().ToArray());
        var peers = Sum(waits.Select(wait => PeersIn(wait, others[wait.Work == nameof(LaneWork.Applying) ? nameof(LaneWork.Reducing) : nameof(LaneWork.Applying)])));
        return new LaneShare(
            applied.Count - 1, end - begin, For(TrainingSpans.Compute), For(TrainingSpans.NameOf(LaneWork.Applying)), For(TrainingSpans.DataWait), For(TrainingSpans.ExchangeWait),
            peers, Sum(waits.Select(wait => wait.For)) - peers);

        IEnumerable<Span> Within(string name) => of.Where(span => span.Name == name && span.From >= begin && span.From + span.For <= end);
        TimeSpan For(string name) => Sum(Within(name).Select(span => span.For));
    }

    // How much of a wait went by until the last of the others had answered.
    private static TimeSpan PeersIn(Span wait, DateTime[] answered)
    {
        var at = Array.BinarySearch(answered, wait.From + wait.For);
        var last = at >= 0 ? at : ~at - 1;
        return last >= 0 && answered[last] > wait.From ? answered[last] - wait.From : TimeSpan.Zero;
    }

    private static TimeSpan Sum(IEnumerable<TimeSpan> times) => TimeSpan.FromTicks(times.Sum(time => time.Ticks));

    private void Hear(Activity span) => spans.Enqueue(new Span(
        span.GetTagItem(TrainingSpans.LaneTag) as string ?? "", span.OperationName, span.GetTagItem(TrainingSpans.WorkTag)?.ToString() ?? "", span.StartTimeUtc, span.Duration));

    private readonly record struct Span(string Lane, string Name, string Work, DateTime From, TimeSpan For);
}
