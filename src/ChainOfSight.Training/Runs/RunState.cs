using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Training.Runs;

/// <summary>Makes the <c>state.json</c> of a checkpoint: nothing in it depends on time, place or generation.</summary>
internal static class RunState
{
    public static CheckpointState Of(RunIdentity run, int index, long step, long updates, IReadOnlyDictionary<string, HostTensor> weights, VisualState? visual)
    {
        var stage = run.Recipe.Stages[index];
        return new CheckpointState
        {
            Version = CheckpointState.CurrentVersion,
            Run = run.Run,
            RecipeHash = run.RecipeHash,
            Stage = stage.Name,
            StageIndex = index,
            Step = step,
            Updates = updates,
            Position = step * stage.SamplesPerStep,
            Seed = run.Recipe.Seed,
            Layout = visual?.Layout.Name,
            Grid = visual?.Layout.Grid ?? 0,
            Recipe = RecipeText.Resolve(run.Recipe),
            Frozen = run.Frozen,
            Parameters = weights.Values
                .GroupBy(tensor => tensor.Name[..tensor.Name.IndexOf('.', StringComparison.Ordinal)])
                .OrderBy(part => part.Key, StringComparer.Ordinal)
                .ToDictionary(part => part.Key, part => part.Sum(tensor => tensor.Elements)),
            Versions = run.Versions,
        };
    }
}
