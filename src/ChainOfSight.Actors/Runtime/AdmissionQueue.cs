using ChainOfSight.Actors.Messaging;

namespace ChainOfSight.Actors.Runtime;

/// <summary>
/// Which request of an activation may start: decides only, holds no lock and runs nothing. Requests start in the order of arrival, one at a
/// time, except that one which may interleave with all that run starts before those that may not.
/// </summary>
/// <param name="grain">The grain.</param>
/// <param name="reentrant">Whether the grain class is reentrant.</param>
/// <param name="limit">How many requests may wait.</param>
internal sealed class AdmissionQueue(GrainId grain, bool reentrant, int limit)
{
    private readonly List<Message> _running = [];
    private readonly LinkedList<Message> _waiting = [];
    private int _mayInterleave;

    public int Waiting => _waiting.Count;

    public int Running => _running.Count;

    /// <summary>What runs now, oldest first.</summary>
    public IReadOnlyList<Message> RunningNow => _running;

    /// <summary>Takes a request into the queue, or says why not.</summary>
    public Admission Add(Message message)
    {
        if (_waiting.Count >= limit)
        {
            return Admission.Full;
        }

        if (!MayStart(message) && IsCycle(message))
        {
            return Admission.Cycle;
        }

        _waiting.AddLast(message);
        _mayInterleave += Interleaves(message) ? 1 : 0;
        return MayStart(message) ? Admission.MayStart : Admission.Waits;
    }

    /// <summary>Takes the next request that may start and counts it as running; null if none may.</summary>
    public Message? Next()
    {
        var node = _running.Count == 0 || reentrant ? _waiting.First : FirstThatMayStart();
        if (node is null)
        {
            return null;
        }

        Remove(node);
        _running.Add(node.Value);
        return node.Value;
    }

    /// <summary>Counts something as running that was never queued: activation and deactivation.</summary>
    public void Begin(Message message) => _running.Add(message);

    /// <summary>A request has ended. True if another may start now.</summary>
    public bool End(Message message)
    {
        _running.Remove(message);
        return _waiting.Count > 0 && (_running.Count == 0 || reentrant || FirstThatMayStart() is not null);
    }

    /// <summary>A running request of a sender; null if it does not run here.</summary>
    public Message? FindRunning(SiloAddress sender, long id) => _running.Find(message => message.Id == id && message.Sender.Equals(sender));

    /// <summary>Takes a waiting request of a sender out of the queue; null if it is not there.</summary>
    public Message? RemoveWaiting(SiloAddress sender, long id)
    {
        for (var node = _waiting.First; node is not null; node = node.Next)
        {
            if (node.Value.Id == id && node.Value.Sender.Equals(sender))
            {
                Remove(node);
                return node.Value;
            }
        }

        return null;
    }

    /// <summary>Empties the queue: what waits goes elsewhere.</summary>
    public IReadOnlyList<Message> TakeWaiting()
    {
        var all = _waiting.ToList();
        _waiting.Clear();
        _mayInterleave = 0;
        return all;
    }

    private void Remove(LinkedListNode<Message> node)
    {
        _waiting.Remove(node);
        _mayInterleave -= Interleaves(node.Value) ? 1 : 0;
    }

    private LinkedListNode<Message>? FirstThatMayStart()
    {
        if (_mayInterleave == 0 && _running.Exists(running => !Interleaves(running)))
        {
            return null;
        }

        var node = _waiting.First;
        while (node is not null && !MayStart(node.Value))
        {
            node = node.Next;
        }

        return node;
    }

    /// <summary>Whether the request could start beside others at all.</summary>
    private static bool Interleaves(Message message) =>
        (message.Options & (MethodOptions.AlwaysInterleave | MethodOptions.ReadOnly)) != 0 || message.Chain is not null;

    private bool MayStart(Message message) => _running.Count == 0 || reentrant || _running.TrueForAll(running => MayRunBeside(running, message));

    private bool MayRunBeside(Message running, Message message) =>
        !Lifetime.IsPart(running)
        && (((running.Options | message.Options) & MethodOptions.AlwaysInterleave) != 0
            || (running.Options & message.Options & MethodOptions.ReadOnly) != 0
            || message.Chain?.Find(grain, running.Id) is { AllowsReentry: true });

    private bool IsCycle(Message message) =>
        message.Chain is { } chain && _running.Exists(running => chain.Find(grain, running.Id) is not null && !MayRunBeside(running, message));
}
