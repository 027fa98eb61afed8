using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace ChainOfSight.Torch.Door;

/// <summary>
/// Objects that native code knows by number, and the exceptions their callbacks left behind: an exception
/// must not cross native frames, so it waits here until the call that led to it returns.
/// </summary>
internal static class Callbacks
{
    private static readonly ConcurrentDictionary<long, object> Targets = new();
    private static readonly ConcurrentDictionary<long, ExceptionDispatchInfo> Exceptions = new();
    private static long _next;

    /// <summary>Objects that native code still holds.</summary>
    public static int Count => Targets.Count;

    public static long Add(object target)
    {
        var id = Interlocked.Increment(ref _next);
        Targets[id] = target;
        return id;
    }

    public static T Get<T>(long id) => (T)Targets[id];

    public static void Remove(long id) => Targets.TryRemove(id, out _);

    /// <summary>Keeps the exception and returns the token that stands for it.</summary>
    public static long Keep(Exception exception)
    {
        var token = Interlocked.Increment(ref _next);
        Exceptions[token] = ExceptionDispatchInfo.Capture(exception);
        return token;
    }

    public static ExceptionDispatchInfo? TakeException(long token) =>
        Exceptions.TryRemove(token, out var kept) ? kept : null;
}
