using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;

namespace ChainOfSight.Tests.Cluster.StandIn;

/// <summary>A whole checkpoint with nothing in it but where it stands: what the checkpoint grain reads.</summary>
internal static class StandInCheckpoint
{
    public static Task WriteAsync(IBlobStore store, CheckpointName name, int stageIndex) => new CheckpointWriter(store).WriteAsync(
        name,
        new CheckpointContent(
            new CheckpointState
            {
                Version = CheckpointState.CurrentVersion,
                Run = name.Run,
                RecipeHash = "h",
                Stage = name.Stage,
                StageIndex = stageIndex,
                Step = name.Step,
                Updates = name.Step,
                Position = name.Step,
                Seed = 1,
                Grid = 0,
                Recipe = "{}",
                Frozen = [],
                Parameters = new Dictionary<string, long>(),
                Versions = new Dictionary<string, string>(),
            },
            new Dictionary<string, HostTensor>(),
            new Dictionary<string, HostTensor>()));
}
