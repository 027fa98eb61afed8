using System.Collections.Concurrent;
using System.Diagnostics;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Tests.Support.Elastic;
using ChainOfSight.Training.Elastic;

namespace ChainOfSight.Tests.Cluster.Hosted;

/// <summary>Activities go with calls: what a call leads to, on whatever silo, is of its caller's trace.</summary>
public sealed class TraceTests
{
    /// <summary>Promise: what a client's call leads to is told under the client's activity, with the method's name.</summary>
    [Fact]
    public async Task Request_runs_in_the_trace_of_its_caller()
    {
        using var heard = new Heard(CallSpans.Source);
        await using var cluster = await TensorCluster.StartAsync(1);
        using var mine = new Activity("mine").SetIdFormat(ActivityIdFormat.W3C).Start();

        await cluster.Run.Status();
        await cluster.Run.Stop().ContinueWith(_ => { }, TaskScheduler.Default);

        var requests = heard.ByTrace()[mine.TraceId].ToList();
        Assert.Contains(requests, span => span.OperationName == CallSpans.NameOf(nameof(IRun), nameof(IRun.Status)) && span.Kind == ActivityKind.Server && IsUnder(span, mine, requests));

        // It was refused, for there is no such run, and says so.
        Assert.Contains(requests, span => span.OperationName == CallSpans.NameOf(nameof(IRun), nameof(IRun.Stop)) && span.Status == ActivityStatusCode.Error);
    }

    /// <summary>Promise: a step is one trace, from the replica that reduces over the run that counts it to the replicas that apply it on other silos.</summary>
    [Fact]
    public async Task Step_is_one_trace_over_run_and_replicas()
    {
        using var heard = new Heard(CallSpans.Source, TrainingSpans.Source);
        await using var cluster = await TensorCluster.StartAsync(2);
        await cluster.SubmitAsync(SmallRecipe.Read(), 2, 2);
        await cluster.UntilAsync("the end", run => run.Phase is RunPhase.Completed or RunPhase.Failed);

        var traces = heard.ByTrace();
        var commits = traces.SelectMany(trace => trace).Where(span => span.OperationName == TrainingSpans.Commit).ToList();
        Assert.NotEmpty(commits);
        Assert.Contains(commits, commit =>
        {
            var step = commit.GetTagItem(TrainingSpans.StepTag);
            var trace = traces[commit.TraceId].ToList();
            return trace.Any(span => span.OperationName == TrainingSpans.ReplicaStep && Equals(span.GetTagItem(TrainingSpans.StepTag), step))
                && trace.Any(span => span.OperationName == TrainingSpans.NameOf(LaneWork.Reducing))
                && trace.Count(span => span.OperationName == CallSpans.NameOf(nameof(IReplica), nameof(IReplica.Apply)) && span.Kind == ActivityKind.Server) == 2;
        });

        // Not one endless trace.
        Assert.True(commits.Select(commit => commit.TraceId).Distinct().Count() > commits.Count / 2);
    }

    // Orleans has a span of the caller's side in between.
    private static bool IsUnder(Activity span, Activity ancestor, List<Activity> trace) =>
        span.ParentSpanId == ancestor.SpanId || trace.Find(one => one.SpanId == span.ParentSpanId) is { } parent && IsUnder(parent, ancestor, trace);

    private sealed class Heard : IDisposable
    {
        private readonly ConcurrentQueue<Activity> spans = [];
        private readonly ActivityListener listener;

        public Heard(params string[] sources)
        {
            listener = new ActivityListener
            {
                ShouldListenTo = source => sources.Contains(source.Name),
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = spans.Enqueue,
            };
            ActivitySource.AddActivityListener(listener);
        }

        /// <summary>All spans of this process so far, those of tests beside this one among them: hundreds of thousands, so that nobody should search them for each trace.</summary>
        public ILookup<ActivityTraceId, Activity> ByTrace() => spans.ToLookup(span => span.TraceId);

        public void Dispose() => listener.Dispose();
    }
}
