using ChainOfSight.Data.Collation;
using ChainOfSight.Data.Slots;
using ChainOfSight.Data.Sources;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Training.Sources;

/// <summary>A stage's data out of shards.</summary>
/// <param name="data">The samples; owned from now on.</param>
/// <param name="stage">The stage.</param>
internal sealed class DataSetStageData(DataSet data, StageRecipe stage) : IStageData
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Classes => data.Classes;

    /// <inheritdoc/>
    public async Task<SlotBatch> ReadAsync(long step, int slot, CancellationToken cancellationToken)
    {
        var batch = await data.SlotAsync(step, slot, cancellationToken).ConfigureAwait(false);

        // A language stage learns questions as well as answers: there is no image that they ask about.
        return stage.Kind == StageKind.Language ? batch with { Labels = batch.TokenIds } : batch;
    }

    /// <inheritdoc/>
    public void Serve(int first, int count) => data.Serve(new SlotRange(first, count));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => data.DisposeAsync();
}
