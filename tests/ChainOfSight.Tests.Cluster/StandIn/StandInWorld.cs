using System.Collections.Concurrent;
using ChainOfSight.Training.Checkpoints;

namespace ChainOfSight.Tests.Cluster.StandIn;

/// <summary>What stand-in lanes share: checkpoints, the wires between lanes, and the truth against which each applied step is held.</summary>
public sealed class StandInWorld(Random random, IReadOnlyList<StandInStage> stages)
{
    private readonly Dictionary<(int Stage, long Step), ulong> truth = [];
    private readonly HashSet<string> violations = [];
    private readonly Lock gate = new();

    /// <summary>Draws a number from 0 to before a limit.</summary>
    public int Draw(int limit)
    {
        lock (gate)
        {
            return random.Next(limit);
        }
    }

    public Random Random => random;

    /// <summary>Called before a checkpoint counts as written; null = nothing more is to be done.</summary>
    public Func<CheckpointName, int, Task>? Saving { get; set; }

    public IReadOnlyList<StandInStage> Stages => stages;

    /// <summary>Checkpoints by folder.</summary>
    public ConcurrentDictionary<string, (int Stage, long Step, ulong State)> Checkpoints { get; } = [];

    /// <summary>Exchanges that go on or went on.</summary>
    public ConcurrentDictionary<(long Generation, int Stage, long Step), StandInRoom> Rooms { get; } = [];

    /// <summary>Lanes by endpoint.</summary>
    public ConcurrentDictionary<string, StandInLane> Lanes { get; } = [];

    /// <summary>What went wrong; empty in a sound run.</summary>
    public IReadOnlyCollection<string> Violations => violations;

    /// <summary>Slots computed by all lanes together.</summary>
    public long ComputedSlots { get; set; }

    /// <summary>The furthest state that any lane reached.</summary>
    public (int Stage, long Step) Furthest { get; set; }

    /// <summary>A wrong sum was applied after every witness against it had died: no protocol can tell, and the run is judged no further.</summary>
    public bool IsFooled { get; set; }

    public void Violate(string what)
    {
        lock (gate)
        {
            violations.Add(what);
        }
    }

    /// <summary>The state that an undisturbed run has before a step: a chain of roots, each a canonical tree of slots that depend on the state.</summary>
    public ulong Truth(int stage, long step)
    {
        lock (gate)
        {
            return Compute(stage, step);
        }
    }

    private ulong Compute(int stage, long step)
    {
        if (truth.TryGetValue((stage, step), out var known))
        {
            return known;
        }

        var state = step > 0 ? StandInMath.Apply(Compute(stage, step - 1), StandInMath.Root(Compute(stage, step - 1), stage, step - 1, stages[stage].Slots))
            : stage > 0 ? StandInMath.Transform(Compute(stage - 1, stages[stage - 1].Steps), stage)
            : StandInMath.Seed;
        return truth[(stage, step)] = state;
    }
}
