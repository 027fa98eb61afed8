using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Generation;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Sources;
using ChainOfSight.Training.Steps;

namespace ChainOfSight.Cli.Checkpoints;

/// <summary>A checkpoint with its model on a lane of its own.</summary>
internal sealed class OpenedCheckpoint : IAsyncDisposable
{
    private OpenedCheckpoint(CheckpointName name, CheckpointModel model, Lane lane) => (Name, Model, Lane) = (name, model, lane);

    public CheckpointName Name { get; }

    public CheckpointModel Model { get; }

    public Lane Lane { get; }

    /// <summary>Reads a checkpoint and builds its model on the recipe's device, or on the CPU where that device is not there.</summary>
    public static async Task<OpenedCheckpoint> OpenAsync(CheckpointChoice choice, RecipeData data, Precision? precision, CancellationToken cancellationToken)
    {
        var (name, content) = await choice.ReadAsync(message => Console.Error.WriteLine($"warning: {message}"), cancellationToken).ConfigureAwait(false);
        var recipe = RecipeReader.Read(content.State.Recipe, $"of checkpoint {name.Title}");
        var lane = new Lane(recipe.Device);
        try
        {
            var device = await lane.RunAsync(() => InferenceDevice.Open(recipe), cancellationToken).ConfigureAwait(false);
            var model = await CheckpointModel.OpenAsync($"{name.Run}/{name.Title}", content, data.OpenTokenizerAsync, lane, device, precision, cancellationToken).ConfigureAwait(false);
            return new OpenedCheckpoint(name, model, lane);
        }
        catch
        {
            await lane.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Model.DisposeAsync().ConfigureAwait(false);
        await Lane.DisposeAsync().ConfigureAwait(false);
    }
}
