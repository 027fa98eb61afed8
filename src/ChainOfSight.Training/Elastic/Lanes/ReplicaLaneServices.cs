using ChainOfSight.Storage;
using ChainOfSight.Tensors.Collectives;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Training.Elastic;

/// <summary>What the lanes of a silo work with.</summary>
public sealed record ReplicaLaneServices
{
    /// <summary>Where runs keep recipes, checkpoints and evaluations.</summary>
    public required IBlobStore Store { get; init; }

    /// <summary>Opens tokenizer and data.</summary>
    public required IStageDataProvider Data { get; init; }

    /// <summary>Makes the exchange of a lane; owned by the lane from then on.</summary>
    public required Func<LaneStart, IGradientExchange> Exchange { get; init; }

    /// <summary>Evaluates multimodal stages; null = no evaluation.</summary>
    public IStageEvaluator? Evaluator { get; init; }

    /// <summary>
    /// What adds gradients up from device to device in mode <c>fast</c>; null = through the memory of the host. Default: NCCL between GPUs where it is there
    /// and <c>COS_COLLECTIVES</c> is not <c>host</c>.
    /// </summary>
    public Func<Device, IDeviceCollectives?> Collectives { get; init; } = CollectiveChoice.Of;

    /// <summary>Clock for times that are reported, and for pauses between attempts; never part of a result. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
