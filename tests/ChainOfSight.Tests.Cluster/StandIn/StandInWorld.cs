using System.Collections.Concurrent;
using ChainOfSight.Data.Quarantine;
using ChainOfSight.Training.Checkpoints;

namespace ChainOfSight.Tests.Cluster.StandIn;

/// <summary>What stand-in lanes share: checkpoints, the wires between lanes, and the truth against which each applied step is held.</summary>
public sealed class StandInWorld(Random random, IReadOnlyList<StandInStage> stages)
{
    private readonly Dictionary<(int Stage, long Step), ulong> truth = [];
    private readonly Dictionary<int, long> ends = [];
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

    /// <summary>How long a slot takes, about. Default 4 ms.</summary>
    public double SlotMilliseconds { get; init; } = 4;

    /// <summary>Called before a checkpoint counts as written; null = nothing more is to be done.</summary>
    public Func<CheckpointName, int, Task>? Saving { get; set; }

    /// <summary>Called when a lane has opened its stage from a checkpoint or from nothing; null = nobody looks.</summary>
    public Action<StandInLane>? OpenedFromStore { get; set; }

    public IReadOnlyList<StandInStage> Stages => stages;

    /// <summary>Whether a stage may end before its last step; then the truth follows the step at which it did.</summary>
    public bool MayEndEarly { get; init; }

    /// <summary>What the checks of a hand-over into a stage find: why it is held, and whether that may be accepted. Default: nothing.</summary>
    public Func<int, (string? Held, bool Acceptable)> Judge { get; set; } = _ => (null, true);

    /// <summary>The held-out loss of a stage after a step. Default: 1.</summary>
    public Func<int, long, double> HeldOut { get; set; } = (_, _) => 1;

    /// <summary>Bad samples that a step of a stage meets. Default: none.</summary>
    public Func<int, long, IReadOnlyList<QuarantineEntry>> Bad { get; set; } = (_, _) => [];

    /// <summary>Whether a save by a saver of this name fails; null = one in twenty does.</summary>
    public Func<string, bool>? FailsSave { get; set; }

    /// <summary>Called when a hand-over was made and before anybody knows.</summary>
    public Action? HandedOver { get; set; }

    /// <summary>Checkpoints by folder.</summary>
    public ConcurrentDictionary<string, (int Stage, long Step, ulong State)> Checkpoints { get; } = [];

    /// <summary>Exchanges that go on or went on.</summary>
    public ConcurrentDictionary<(string Run, long Generation, int Stage, long Step), StandInRoom> Rooms { get; } = [];

    /// <summary>Lanes by endpoint.</summary>
    public ConcurrentDictionary<string, StandInLane> Lanes { get; } = [];

    /// <summary>What went wrong; empty in a sound run.</summary>
    public IReadOnlyCollection<string> Violations => violations;

    /// <summary>Slots computed by all lanes together.</summary>
    public long ComputedSlots { get; set; }

    /// <summary>Times that a lane took a member's state.</summary>
    public long Joins { get; set; }

    /// <summary>Times that a lane which had opened a stage in order to join it opened again without having joined.</summary>
    public long VoidOpenings { get; set; }

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

    /// <summary>A stage is taken over at a step; says whether it may be.</summary>
    public bool End(int stage, long step)
    {
        lock (gate)
        {
            if (!MayEndEarly)
            {
                return step == stages[stage].Steps;
            }

            // What follows another end has another truth.
            if (!ends.TryGetValue(stage, out var known) || known != step)
            {
                ends[stage] = step;
                foreach (var later in truth.Keys.Where(key => key.Stage > stage).ToList())
                {
                    truth.Remove(later);
                }
            }

            return true;
        }
    }

    private ulong Compute(int stage, long step)
    {
        if (truth.TryGetValue((stage, step), out var known))
        {
            return known;
        }

        var state = step > 0 ? StandInMath.Apply(Compute(stage, step - 1), StandInMath.Root(Compute(stage, step - 1), stage, step - 1, stages[stage].Slots))
            : stage > 0 ? StandInMath.Transform(Compute(stage - 1, ends.GetValueOrDefault(stage - 1, stages[stage - 1].Steps)), stage)
            : StandInMath.Seed;
        return truth[(stage, step)] = state;
    }
}
