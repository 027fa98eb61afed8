namespace ChainOfSight.Training.Checkpoints;

/// <summary>A checkpoint in memory.</summary>
/// <param name="State">What is not a tensor.</param>
/// <param name="Weights">Every tensor that any stage of the run has trained, in f32, by name.</param>
/// <param name="Optimizer">Moments of the parameters that this stage trains, by name; empty at the start of a stage.</param>
public sealed record CheckpointContent(
    CheckpointState State,
    IReadOnlyDictionary<string, HostTensor> Weights,
    IReadOnlyDictionary<string, HostTensor> Optimizer);
