using System.Runtime.InteropServices;
using ChainOfSight.Tensors.Safetensors;
using ChainOfSight.Training.Checkpoints;

namespace ChainOfSight.Tests.Unit.Training.Checkpoints;

/// <summary>Small checkpoints.</summary>
internal static class CheckpointSamples
{
    public static CheckpointName Name(string stage = "pre", long step = 10, long generation = 1) => new("tiny", stage, step, generation, "local");

    public static CheckpointContent Content(CheckpointName name, int stageIndex = 0, float value = 1) => new(
        new CheckpointState
        {
            Version = CheckpointState.CurrentVersion,
            Run = name.Run,
            RecipeHash = "00",
            Stage = name.Stage,
            StageIndex = stageIndex,
            Step = name.Step,
            Updates = name.Step,
            Position = name.Step * 16,
            Seed = 7,
            Recipe = "{}",
        },
        Tensors(Tensor("decoder.norm.weight", value), Tensor("resampler.norm.weight", value + 1)),
        Tensors(Tensor("exp_avg.decoder.norm.weight", 0.5f)));

    public static HostTensor Tensor(string name, params float[] values) =>
        new(name, SafetensorsDtype.F32, [values.Length], MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    private static Dictionary<string, HostTensor> Tensors(params HostTensor[] tensors) => tensors.ToDictionary(tensor => tensor.Name);
}
