using System.Collections.Immutable;
using System.Diagnostics;

namespace ChainOfSight.Actors.Invocation;

/// <summary>
/// Lets the activity in which a call is made go on where the call runs, by the W3C names that Orleans' activity propagation puts into the request context too. Where no activity
/// is open, which is so where nobody listens, a call costs one look more.
/// </summary>
internal static class CallActivities
{
    /// <summary>Name of the source whose activities are requests that run.</summary>
    public const string Source = "ChainOfSight.Actors";

    private const string Parent = "traceparent";
    private const string State = "tracestate";
    private static readonly ActivitySource Requests = new(Source);

    /// <summary>The values of a call that leaves.</summary>
    public static ImmutableDictionary<string, object> Leaving(ImmutableDictionary<string, object> values)
    {
        if (Activity.Current is not { IdFormat: ActivityIdFormat.W3C, Id: { } id } current)
        {
            return values;
        }

        values = values.SetItem(Parent, id);
        return current.TraceStateString is { Length: > 0 } state ? values.SetItem(State, state) : values.Remove(State);
    }

    /// <summary>The activity of a request that runs; null where its caller had none. Whoever gets it disposes of it.</summary>
    public static Activity? Arrived(MethodDescription method, ImmutableDictionary<string, object> values)
    {
        // Timers and calls from outside come without: nothing that was open where they were made is theirs.
        Activity.Current = null;
        if (values.GetValueOrDefault(Parent) is not string parent || !ActivityContext.TryParse(parent, values.GetValueOrDefault(State) as string, isRemote: true, out var context))
        {
            return null;
        }

        // Where nobody listens here, what the grain opens and calls still belongs to its caller's trace.
        return Requests.StartActivity(method.FullName, ActivityKind.Server, context)
            ?? new Activity(method.FullName).SetParentId(context.TraceId, context.SpanId, context.TraceFlags).Start();
    }
}
