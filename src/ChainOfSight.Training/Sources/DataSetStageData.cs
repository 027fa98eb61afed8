using ChainOfSight.Data.Collation;
using ChainOfSight.Data.Sources;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Training.Sources;

/// <summary>A stage's data out of shards.</summary>
/// <param name="data">The samples; owned from now on.</param>
internal sealed class DataSetStageData(DataSet data) : IStageData
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Classes => data.Classes;

    /// <inheritdoc/>
    public Task<SlotBatch> ReadAsync(long step, int slot, CancellationToken cancellationToken) => data.SlotAsync(step, slot, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => data.DisposeAsync();
}
