namespace ChainOfSight.Actors.Simulation;

/// <summary>
/// Runs the shipped classes of a whole cluster on one thread, in virtual time, in an order that the seed decides: the same seed gives the same events.
/// </summary>
/// <remarks>
/// Limits: code under simulation takes its time from the machine's <see cref="TimeProvider"/>, its work goes to the machine's executor, and it never hands out
/// the task of a completion source with asynchronous continuations to a combinator (<c>WhenAny</c>, <c>WaitAsync</c>): that would continue on the thread
/// pool. Work that arrives from another thread ends the run with the place it came from.
/// </remarks>
public sealed class Simulation
{
    private const int LongestStandstill = 200_000;
    private readonly PriorityQueue<SimulatedEvent, (long At, long Order)> events = new();
    private readonly List<ReadyWork> ready = [];
    private readonly List<SimulatedMachine> machines = [];
    private readonly int thread = Environment.CurrentManagedThreadId;
    private readonly SimulationRandom order;
    private long now;
    private long scheduled;
    private ulong hash = 14695981039346656037UL;
    private volatile string? intruder;
    private Exception? failure;
    private long movedAt;
    private int stillSteps;

    /// <summary>Creates an empty world.</summary>
    /// <param name="seed">Decides everything that is open.</param>
    public Simulation(ulong seed)
    {
        Seed = seed;
        Random = new SimulationRandom(seed);
        order = Random.Fork("order");
    }

    /// <summary>Decides everything that is open.</summary>
    public ulong Seed { get; }

    /// <summary>For the world's own choices.</summary>
    public SimulationRandom Random { get; }

    /// <summary>Virtual time since the beginning.</summary>
    public TimeSpan Now => TimeSpan.FromTicks(now);

    /// <summary>Events and pieces of work so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Depends on every event, its time and its order: equal for equal runs.</summary>
    public ulong EventHash => hash;

    /// <summary>All machines, the dead too.</summary>
    public IReadOnlyList<SimulatedMachine> Machines => machines;

    /// <summary>Adds a running machine.</summary>
    /// <param name="name">For messages.</param>
    public SimulatedMachine AddMachine(string name)
    {
        var machine = new SimulatedMachine(this, name, machines.Count);
        machines.Add(machine);
        return machine;
    }

    /// <summary>Calls back later, on no machine: part of the world.</summary>
    /// <param name="delay">How much later.</param>
    /// <param name="what">What is done.</param>
    public void After(TimeSpan delay, Action what) => Schedule(new SimulatedEvent(null, what), delay);

    /// <summary>Runs until a condition holds.</summary>
    /// <param name="done">Looked at after each step.</param>
    /// <param name="limit">Longest virtual time from now.</param>
    /// <param name="waitingFor">Names the condition in the error.</param>
    /// <exception cref="SimulationException">The limit passed, code failed or left the thread.</exception>
    public void RunUntil(Func<bool> done, TimeSpan limit, string waitingFor)
    {
        var end = now + limit.Ticks;
        Bare(() =>
        {
            while (!done())
            {
                if (!Step(end))
                {
                    throw new SimulationException(Seed, Now, $"waited {limit} for {waitingFor}");
                }
            }
        });
    }

    /// <summary>Runs for a time.</summary>
    /// <param name="duration">How long.</param>
    /// <exception cref="SimulationException">Code failed or left the thread.</exception>
    public void RunFor(TimeSpan duration)
    {
        var end = now + duration.Ticks;
        Bare(() =>
        {
            while (Step(end))
            {
            }
        });
    }

    /// <summary>Ends the run with an error at the next step.</summary>
    /// <param name="cause">What went wrong.</param>
    public void Fail(Exception cause) => failure ??= cause;

    internal void Schedule(SimulatedEvent what, TimeSpan delay)
    {
        CheckThread();
        events.Enqueue(what, (now + Math.Max(0, delay.Ticks), scheduled++));
    }

    internal void Ready(SimulatedMachine machine, IThreadPoolWorkItem work)
    {
        if (CheckThread())
        {
            ready.Add(new ReadyWork(machine, work));
        }
    }

    private bool Step(long end)
    {
        if (ready.Count > 0)
        {
            RunReady();
        }
        else if (events.TryPeek(out _, out var when) && when.At <= end)
        {
            now = Math.Max(now, when.At);
            RunEvent(events.Dequeue(), when.Order);
        }
        else
        {
            now = Math.Max(now, end);
            return false;
        }

        Steps++;
        CheckMoving();
        Check();
        return true;
    }

    private void RunReady()
    {
        var at = order.Below(ready.Count);
        var work = ready[at];
        ready[at] = ready[^1];
        ready.RemoveAt(ready.Count - 1);
        Count(work.Machine.Number + 1, at);
        work.Machine.Run(work.Work);
    }

    private void RunEvent(SimulatedEvent what, long number)
    {
        Count(0, number);
        if (what.Machine is null)
        {
            what.Action();
        }
        else
        {
            what.Machine.Run(what);
        }
    }

    // What runs here must see neither a test's context nor an earlier one's: what it awaits would continue there.
    private static void Bare(Action action)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            action();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private void Count(long kind, long number) =>
        hash = StableHash.Mix(hash ^ StableHash.Mix(((ulong)now * 31) + ((ulong)kind * 7919) + (ulong)number));

    private bool CheckThread()
    {
        if (Environment.CurrentManagedThreadId == thread)
        {
            return true;
        }

        intruder ??= Environment.StackTrace;
        return false;
    }

    // Code that waits for nothing and never ends would hold virtual time for ever.
    private void CheckMoving()
    {
        stillSteps = movedAt == now ? stillSteps + 1 : 0;
        movedAt = now;
        if (stillSteps > LongestStandstill)
        {
            throw new SimulationException(Seed, Now, $"{LongestStandstill} steps took no virtual time: something goes round without waiting; ready on {string.Join(", ", ready.Select(work => work.Machine.Name).Distinct())}");
        }
    }

    private void Check()
    {
        if (intruder is { } from)
        {
            throw new SimulationException(Seed, Now, $"work came from another thread, so the run is not repeatable:\n{from}");
        }

        if (failure is { } cause)
        {
            throw new SimulationException(Seed, Now, cause.Message, cause);
        }
    }

    private readonly record struct ReadyWork(SimulatedMachine Machine, IThreadPoolWorkItem Work);
}
