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
    /// <param name="services">What the lane works with.</param>
    /// <param name="lane">Its thread.</param>
    /// <param name="device">Its device, as libtorch calls it.</param>
    /// <param name="threads">Threads where the recipe does not say.</param>
    /// <param name="run">Name of the run.</param>
    /// <param name="known">What was prepared before; used where run and recipe are the same still.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="UserErrorException">The run has no recipe, or a weight file is not there.</exception>
    public static async Task<LaneRun> OpenAsync(ReplicaLaneServices services, Lane lane, string device, int threads, string run, LaneRun? known, CancellationToken cancellationToken)
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
        var hash = RecipeText.Hash(recipe);
        if (known is not null && known.Identity.Run == run && known.Identity.RecipeHash == hash)
        {
            return known;
        }

        var tokenizer = await services.Data.OpenTokenizerAsync(recipe, cancellationToken).ConfigureAwait(false);
        var frozen = await FrozenFiles.DescribeAsync(recipe, cancellationToken).ConfigureAwait(false);
        var used = LaneSettings.Threads(recipe, threads);
        var (opened, conditions) = await lane.RunAsync(
            () =>
            {
                var opened = LaneSettings.Apply(device, used);
                return (opened, LaneConditions.Of(opened, used, services.Collectives(opened)));
            },
            cancellationToken).ConfigureAwait(false);
        var identity = new RunIdentity(run, recipe, hash, frozen, LaneSettings.Versions());
        return new LaneRun(identity, new ModelBuilder(recipe, tokenizer, opened), conditions);
    }
}
