using System.Diagnostics;

namespace ChainOfSight.Training.Elastic;

/// <summary>
/// Spans of training, for whoever listens to the source <see cref="Source"/>: what a lane does and waits for, and when a run counts a step. Without a
/// listener they cost a look at a flag.
/// </summary>
public static class TrainingSpans
{
    /// <summary>Name of the source.</summary>
    public const string Source = "ChainOfSight.Training";

    /// <summary>A lane computes a slot or merges nodes.</summary>
    public const string Compute = "lane.compute";

    /// <summary>A lane has done an order and waits for the next one; its tag <see cref="WorkTag"/> says which came.</summary>
    public const string ControlWait = "lane.control-wait";

    /// <summary>A lane waits for samples.</summary>
    public const string DataWait = "lane.data-wait";

    /// <summary>A lane waits for other members.</summary>
    public const string ExchangeWait = "lane.exchange-wait";

    /// <summary>A lane waits for the state of a stage: from the store or a peer.</summary>
    public const string StateWait = "lane.state-wait";

    /// <summary>A replica reduces a step and tells it; what follows from that, up to the order to apply, is of the same trace.</summary>
    public const string ReplicaStep = "replica.step";

    /// <summary>A run counts a step.</summary>
    public const string Commit = "run.commit";

    /// <summary>Tag: the lane.</summary>
    public const string LaneTag = "lane";

    /// <summary>Tag: the kind of order, a <see cref="LaneWork"/>.</summary>
    public const string WorkTag = "work";

    /// <summary>Tag: the step, from 0.</summary>
    public const string StepTag = "step";

    private static readonly ActivitySource Spans = new(Source);

    /// <summary>Whether anybody listens.</summary>
    public static bool IsHeard => Spans.HasListeners();

    /// <summary>Name of the span of a whole order: <c>lane.reducing</c>, <c>lane.applying</c>, ….</summary>
    public static string NameOf(LaneWork work) => "lane." + work.ToString().ToLowerInvariant();

    /// <summary>Begins a trace of its own; null where nobody listens. Whatever was open goes on without what follows in this flow.</summary>
    /// <param name="name">Name of its span.</param>
    /// <param name="tag">Name of a tag.</param>
    /// <param name="value">Its value.</param>
    public static Activity? Begin(string name, string tag, object? value)
    {
        Activity.Current = null;
        return Spans.HasListeners() ? Spans.StartActivity(name, ActivityKind.Internal, default(ActivityContext), [new(tag, value)]) : null;
    }

    /// <summary>Tells a span that is over.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="from">When it began.</param>
    /// <param name="to">When it ended.</param>
    /// <param name="tag">Name of a tag.</param>
    /// <param name="value">Its value.</param>
    /// <param name="lane">The lane; null where there is none.</param>
    public static void Tell(string name, DateTimeOffset from, DateTimeOffset to, string tag, object? value, string? lane = null)
    {
        if (!Spans.HasListeners())
        {
            return;
        }

        using var span = Spans.StartActivity(name, ActivityKind.Internal, default(ActivityContext), [new(tag, value), new(LaneTag, lane)], null, from);
        span?.SetEndTime(to.UtcDateTime);
    }
}
