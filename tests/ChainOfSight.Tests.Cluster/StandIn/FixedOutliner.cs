using ChainOfSight.Grains.Runs;
using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Cluster.StandIn;

/// <summary>Takes every recipe for the same run.</summary>
internal sealed class FixedOutliner(RunOutline outline) : IRecipeOutliner
{
    public (string Resolved, RunOutline Outline) Outline(string recipe) => (recipe, outline with { RecipeHash = recipe });

    public Task<bool> StartsWithTransformAsync(string recipe, string run, IBlobStore store) => Task.FromResult(false);
}
