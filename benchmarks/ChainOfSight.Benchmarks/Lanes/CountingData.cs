using ChainOfSight.Data.Collation;
using ChainOfSight.Data.Tokenizing;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Benchmarks.Lanes;

/// <summary>Made-up texts of full length that count upwards, so that reading costs nothing and every slot is equal work.</summary>
internal sealed class CountingData : IStageDataProvider
{
    public Task<ITokenizer> OpenTokenizerAsync(Recipe recipe, CancellationToken cancellationToken) => Task.FromResult<ITokenizer>(new CountingTokenizer());

    public Task<IStageData> OpenAsync(Recipe recipe, StageRecipe stage, DataSplit split, CancellationToken cancellationToken) =>
        Task.FromResult<IStageData>(new Opened(stage));

    private sealed class Opened(StageRecipe stage) : IStageData
    {
        public IReadOnlyList<string> Classes => [];

        public Task<SlotBatch> ReadAsync(long step, int slot, CancellationToken cancellationToken)
        {
            var first = ((step * stage.Slots) + slot) * stage.SamplesPerSlot;
            long[] positions = [.. Enumerable.Range(0, stage.SamplesPerSlot).Select(i => first + i)];
            int[] ids = [.. positions.SelectMany(position => Enumerable.Range(0, stage.MaxTextTokens).Select(i => (int)((position + i) % 255)))];
            return Task.FromResult(new SlotBatch
            {
                Positions = positions,
                SampleIds = [.. positions.Select(position => $"{position}")],
                TokenIds = ids,
                Labels = ids,
                Lengths = [.. positions.Select(_ => stage.MaxTextTokens)],
                ImagePositions = [.. positions.Select(_ => -1)],
            });
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
