using ChainOfSight.Storage;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Stages;
using ChainOfSight.Training.Steps;

namespace ChainOfSight.Training.Elastic;

/// <summary>What a lane knows of a run: its recipe, and how its models are built here.</summary>
/// <param name="Identity">The run.</param>
/// <param name="Builder">Builds models.</param>
/// <param name="Conditions">Conditions with the threads of the recipe.</param>
internal sealed record LaneRun(RunIdentity Identity, ModelBuilder Builder, ExactConditions Conditions)
{
    public Recipe Recipe => Identity.Recipe;

    /// <summary>Reads the recipe of a run and prepares the lane for it.</summary>
    /// <exception cref="UserErrorException">The run has no recipe, or a weight file is not there.</exception>
    public static async Task<LaneRun> OpenAsync(ReplicaLaneServices services, Lane lane, string device, int threads, string run, CancellationToken cancellationToken)
    {
        var blob = RunFiles.Recipe(run);
        byte[] text;
        try
        {
            (text, _) = await services.Store.ReadAsync(blob, 1 << 24, cancellationToken).ConfigureAwait(false);
        }
        catch (BlobNotFoundException e)
        {
            throw new UserErrorException($"There is no run \"{run}\" in {services.Store.Description}: {blob} is missing. Submit the run again.", e);
        }

        var recipe = RecipeReader.Read(System.Text.Encoding.UTF8.GetString(text), $"of run {run}");
        var tokenizer = await services.Data.OpenTokenizerAsync(recipe, cancellationToken).ConfigureAwait(false);
        var frozen = await FrozenFiles.DescribeAsync(recipe, cancellationToken).ConfigureAwait(false);
        var used = LaneSettings.Threads(recipe, threads);
        var (opened, conditions) = await lane.RunAsync(
            () =>
            {
                var opened = LaneSettings.Apply(device, used);
                return (opened, LaneConditions.Of(opened, used));
            },
            cancellationToken).ConfigureAwait(false);
        var identity = new RunIdentity(run, recipe, RecipeText.Hash(recipe), frozen, LaneSettings.Versions());
        return new LaneRun(identity, new ModelBuilder(recipe, tokenizer, opened), conditions);
    }
}
