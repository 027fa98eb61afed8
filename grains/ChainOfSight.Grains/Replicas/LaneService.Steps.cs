using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Shards;
using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Steps;

namespace ChainOfSight.Grains.Replicas;

/// <content>Steps.</content>
public sealed partial class LaneService
{
    /// <summary>Begins the steps of a generation.</summary>
    public void Begin(BeginOrder order)
    {
        if (order.Generation < generation || order.Era != era || order.Step != nextStep || Phase != ReplicaPhase.Holding || fault is not null && order.Generation == generation)
        {
            return;
        }

        if (order.Generation > generation)
        {
            Fence(order.Generation);
        }

        begin = order;
        _ = ReduceAsync(order.Holdings);
    }

    /// <summary>Applies or skips the held sum, then goes on or holds.</summary>
    public void Apply(Contracts.Replicas.ApplyOrder order)
    {
        if (order.Generation != generation || order.Step != nextStep || reduced?.Step != order.Step || Phase is not (ReplicaPhase.Reduced or ReplicaPhase.Holding))
        {
            return;
        }

        if (reduced.Checksum != order.Checksum)
        {
            Fail($"{replica} holds the sum {reduced.Checksum:x16} of step {order.Step + 1} and was told to apply {order.Checksum:x16}.", isForPerson: false);
            return;
        }

        notes.Forget(order.Kept);
        _ = ApplyAsync(order, reduced);
    }

    private async Task ReduceAsync(IReadOnlyList<MemberNodes> holdings)
    {
        // Steps follow each other without an end: each is a trace of its own.
        using var span = TrainingSpans.Begin(TrainingSpans.ReplicaStep, TrainingSpans.StepTag, nextStep);
        var mine = ++attempt;
        var order = begin!;
        Phase = ReplicaPhase.Reducing;
        changed();
        try
        {
            var step = await lane.ReduceAsync(
                new ReduceOrder
                {
                    Run = run,
                    StageIndex = stageIndex,
                    Step = nextStep,
                    Generation = order.Generation,
                    Self = order.Members.ToList().FindIndex(member => member.Replica == replica),
                    Members =
                    [
                        .. order.Members.Select(member => new StepMember(
                            member.Replica, member.Incarnation, member.Endpoint,
                            [.. holdings.FirstOrDefault(one => one.Replica == member.Replica)?.Nodes.Select(node => new Training.Scheduling.SlotNode(node.First, node.End)) ?? []])),
                    ],
                },
                ending.Token);
            ComputedSlots += step.ComputedSlots;
            DataWaitSeconds += step.DataWait.TotalSeconds;
            if (mine == attempt)
            {
                (reduced, Phase) = (NoteOf(step), ReplicaPhase.Reduced);
                changed();
            }
        }
        catch (Exception e) when (mine != attempt || e is OperationCanceledException)
        {
            // Fenced or ended: somebody else has the word.
        }
        catch (Exception e) when (e is StaleGenerationException or PeerExchangeException)
        {
            (Phase, fault) = (ReplicaPhase.Holding, e.Message);
            changed();
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private async Task ApplyAsync(Contracts.Replicas.ApplyOrder order, ReducedNote sum)
    {
        Phase = ReplicaPhase.Applying;
        changed();
        try
        {
            var step = await lane.ApplyAsync(
                new Training.Elastic.ApplyOrder
                {
                    Run = run,
                    StageIndex = stageIndex,
                    Step = order.Step,
                    Generation = order.Generation,
                    Checksum = order.Checksum,
                    Skip = order.Skip is not null,
                },
                ending.Token);
            if (Phase != ReplicaPhase.Applying)
            {
                return;
            }

            applied = new AppliedNote
            {
                Sum = sum,
                GradientNorm = step.GradientNorm,
                LearningRate = step.LearningRate,
                Skipped = step.Skipped,
                AppliedSlots = order.AppliedSlots,
                RepeatedSlots = order.RepeatedSlots,
            };
            notes.Add(applied);
            (reduced, appliedChecksum, nextStep) = (null, sum.Checksum, order.Step + 1);
            Phase = ReplicaPhase.Holding;
            if (order.Save is { } save && order.Generation == generation)
            {
                _ = SaveAsync(Runs.RunMachine.SaveId(save), save);
            }

            if (!order.Hold && order.Generation == generation && begin is not null)
            {
                _ = ReduceAsync([]);
            }
            else
            {
                changed();
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private ReducedNote NoteOf(ReducedStep step) => new()
    {
        Step = step.Step,
        Generation = step.Generation,
        Checksum = step.Checksum,
        LossSum = step.LossSum,
        LossTokens = step.LossTokens,
        Samples = step.Samples,
        Tokens = step.Tokens,
        SampleDigest = step.SampleDigest,
        Fault = step.Fault?.ToString(),
        FaultDetail = step.Fault is { } met ? new NonFiniteLossException(stageName, step.Step + 1, met.Slot, met.What, met.Samples).Message : null,
        ComputedSlots = step.ComputedSlots,
        Quarantined =
        [
            .. step.Quarantined.Select(bad => new QuarantinedSample
            {
                Source = bad.Source,
                Shard = bad.Shard,
                Index = bad.Index,
                Offset = bad.Offset,
                Reason = bad.Reason,
                Hash = bad.Sha256,
            }),
        ],
        DataWaitSeconds = step.DataWait.TotalSeconds,
        ComputeSeconds = step.Compute.TotalSeconds,
        ExchangeWaitSeconds = step.ExchangeWait.TotalSeconds,
    };
}
