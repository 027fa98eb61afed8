using ChainOfSight.Grains.Boundaries;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Measuring;
using ChainOfSight.Grains.Runs.Effects;

namespace ChainOfSight.Grains.Runs;

/// <content>Held-out losses: every member measures its share of the slots; the canonical tree adds them up.</content>
public sealed partial class RunMachine
{
    private readonly List<WorkNote> measured = [];
    private readonly SortedDictionary<long, double?> losses = [];
    private long lossesOfEra = -1;
    private (long Attempt, bool IsOpened, IReadOnlyList<MemberNodes> Holdings)? awaitingLosses;

    /// <summary>Held-out losses of a stage that count were read from the metrics.</summary>
    /// <param name="at">The time.</param>
    /// <param name="attempt">The attempt of the effect.</param>
    /// <param name="read">Losses by step.</param>
    public void LossesRead(TimeSpan at, long attempt, IReadOnlyDictionary<long, double?> read)
    {
        now = at;
        if (awaitingLosses is not { } waiting || waiting.Attempt != attempt || Stance != Stance.Boundary)
        {
            return;
        }

        awaitingLosses = null;
        lossesOfEra = Entry.Era;
        losses.Clear();
        foreach (var (step, loss) in read.Where(one => one.Key <= Step))
        {
            losses[step] = loss;
        }

        Proceed(waiting.IsOpened, waiting.Holdings);
    }

    // The plateau of a disturbed run must be that of an undisturbed one: losses from before this activation or era count too.
    private bool KnowsLosses(bool isOpened, IReadOnlyList<MemberNodes> holdings)
    {
        if (Stage.Plateau is null || lossesOfEra == Entry.Era)
        {
            return true;
        }

        if (Step == 0)
        {
            lossesOfEra = Entry.Era;
            losses.Clear();
            return true;
        }

        awaitingLosses = (++attempts, isOpened, holdings);
        Stance = Stance.Boundary;
        WaitsFor = "the held-out losses so far";
        Do(new RunEffect.ReadLosses(Entry.StageIndex, attempts));
        return false;
    }

    private void Measure()
    {
        measured.Clear();
        foreach (var (member, first, slots) in MeasureShares.Of(Entry.Members, Stage.MeasuredSlots))
        {
            StartWork(member, Order(WorkKind.Measure) with { Samples = Stage.MeasuredSamples, FirstSlot = first, Slots = slots });
        }
    }

    private void Measured(WorkNote note)
    {
        measured.Add(note);
        if (measured.Sum(part => part.HeldOut.Count) < Stage.MeasuredSlots)
        {
            return;
        }

        var loss = MeasureShares.Mean(Stage.MeasuredSlots, measured.SelectMany(part => part.HeldOut));
        measured.Clear();
        losses[Step] = loss;
        Do(new RunEffect.Measured(Step, loss));
        NextTask();
    }
}
