using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Training.Elastic;

namespace ChainOfSight.Grains.Replicas;

/// <summary>
/// What a replica does for a run: turns orders into orders of its lane, one after the other, and says after each change where it stands.
/// Orders of older generations are passed over; an order that was obeyed already changes nothing.
/// </summary>
/// <remarks>Not thread-safe: its grain calls it in turns, and its own continuations stay there. Parts: steps, other work.</remarks>
public sealed partial class LaneService : IAsyncDisposable
{
    private readonly IReplicaLane lane;
    private readonly string replica;
    private readonly string run;
    private readonly Action changed;
    private readonly StepNotes notes;
    private readonly List<WorkNote> done = [];
    private readonly CancellationTokenSource ending = new();
    private long generation;
    private long era = -1;
    private int stageIndex = -1;
    private long nextStep;
    private long appliedChecksum;
    private long sequence;
    private long attempt;
    private ReducedNote? reduced;
    private AppliedNote? applied;
    private BeginOrder? begin;
    private string? fault;
    private bool needsPerson;
    private string? working;
    private (DateTimeOffset Since, long Seen)? native;

    /// <summary>Serves a run with a lane.</summary>
    /// <param name="lane">The lane; this object ends it.</param>
    /// <param name="replica">The replica's key.</param>
    /// <param name="run">The run.</param>
    /// <param name="generation">Generation of the run that took it in.</param>
    /// <param name="changed">Called after each change; sends a report.</param>
    /// <param name="notes">Keeps notes of its steps; null = in memory only.</param>
    public LaneService(IReplicaLane lane, string replica, string run, long generation, Action changed, StepNotes? notes = null)
    {
        (this.lane, this.replica, this.run, this.generation, this.changed) = (lane, replica, run, generation, changed);
        this.notes = notes ?? new StepNotes();
        Phase = ReplicaPhase.Holding;
        lane.Fence(generation);
    }

    /// <summary>What it does.</summary>
    public ReplicaPhase Phase { get; private set; }

    /// <summary>The run that it serves.</summary>
    public string Run => run;

    /// <summary>The stage that is open; empty before one.</summary>
    public string StageName => stageName;

    /// <summary>Its key.</summary>
    public string Replica => replica;

    /// <summary>Slots that its lane computed, so far.</summary>
    public long ComputedSlots { get; private set; }

    /// <summary>Seconds in which its lane waited for samples, so far.</summary>
    public double DataWaitSeconds { get; private set; }

    /// <summary>The generation that it obeys.</summary>
    public long Generation => generation;

    /// <summary>Its lane.</summary>
    public IReplicaLane Lane => lane;

    /// <summary>Where it stands; each report is numbered.</summary>
    public ReplicaReport Report(bool isLeaving) => new()
    {
        Run = run,
        Replica = replica,
        Incarnation = lane.Info.Incarnation,
        Endpoint = lane.Info.Endpoint,
        Sequence = ++sequence,
        Generation = generation,
        Era = era,
        Phase = Phase,
        NextStep = nextStep,
        Reduced = Phase == ReplicaPhase.Reduced || Phase == ReplicaPhase.Holding ? reduced : null,
        Applied = applied,
        Done = [.. done],
        Conditions = ConditionsText.Of(lane.Info.Conditions),
        Leaving = isLeaving,
        Fault = fault,
        NeedsPerson = needsPerson,
    };

    /// <summary>Fences and says what is held.</summary>
    /// <exception cref="StaleOrderException">It obeys a newer generation.</exception>
    public PollAnswer Poll(PollOrder order)
    {
        Fence(order.Generation);
        var holdings = lane.Holdings;
        var hasState = era >= 0 && holdings.NextStep >= 0 && Phase != ReplicaPhase.Failed;
        var isApplying = Phase == ReplicaPhase.Applying;
        var sum = !isApplying && reduced is { } note && holdings.Reduced is { } mark && (mark.Step, mark.Checksum) == (note.Step, note.Checksum) ? note : null;
        return new PollAnswer
        {
            Replica = replica,
            Incarnation = Phase == ReplicaPhase.Failed ? "" : lane.Info.Incarnation,
            Generation = generation,
            Era = hasState ? era : -1,

            // A step that was ordered will be applied, or this replica fails: it counts as applied.
            NextStep = isApplying ? nextStep + 1 : nextStep,
            AppliedChecksum = isApplying ? reduced!.Checksum : appliedChecksum,
            Reduced = sum,
            Nodes = hasState && !isApplying ? [.. holdings.Nodes.Select(node => new SlotNode(node.Start, node.End))] : [],
            Applied = hasState ? notes.All : [],
        };
    }

    /// <summary>Whether a native call runs for longer than it may. Looked at again and again: the length is measured from when a call was first seen, whatever the wall clock does.</summary>
    public bool IsStuck(TimeProvider time, TimeSpan limit)
    {
        if (lane.Activity.NativeSince is not { } since)
        {
            native = null;
            return false;
        }

        if (native?.Since != since)
        {
            native = (since, time.GetTimestamp());
        }

        return time.GetElapsedTime(native.Value.Seen) > limit;
    }

    /// <summary>Gives up: nothing of this lane counts any more.</summary>
    public void GiveUp(string why) => Fail(why, isForPerson: false);

    /// <summary>Ends the lane.</summary>
    public async ValueTask DisposeAsync()
    {
        attempt++;
        ending.Cancel();
        lane.Fence(long.MaxValue);
        await lane.DisposeAsync();
        ending.Dispose();
    }

    private void Fence(long to)
    {
        if (to < generation)
        {
            throw new StaleOrderException(replica, to, generation);
        }

        if (to == generation)
        {
            // Asked twice: what was begun in this generation goes on.
            lane.Fence(to);
            return;
        }

        // What the lane was doing for the older generation ends by itself; what it brings is not reported.
        generation = to;
        begin = null;
        attempt++;
        fault = Phase == ReplicaPhase.Failed ? fault : null;
        working = null;
        lane.Fence(to);
        if (Phase is ReplicaPhase.Reducing or ReplicaPhase.Reduced or ReplicaPhase.Working)
        {
            Phase = ReplicaPhase.Holding;
        }
    }

    private void Fail(string why, bool isForPerson)
    {
        if (Phase == ReplicaPhase.Failed)
        {
            return;
        }

        (Phase, fault, needsPerson, era) = (ReplicaPhase.Failed, why, isForPerson, -1);
        attempt++;
        changed();
    }

    private void Fail(Exception e) => Fail(e.Message, PersonFault.Is(e));
}
