using ChainOfSight.Data.Collation;
using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Tokenizing;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Tests.Support.Tiny;

/// <summary>
/// Made-up data that can be learned: images of one of four shades, texts that name the shade and then count upwards. Every sample is a
/// function of its position alone.
/// </summary>
internal sealed class TinyData : IStageDataProvider
{
    /// <summary>Changes a batch on its way, to plant faults.</summary>
    public Func<StageRecipe, long, int, SlotBatch, SlotBatch> Change { get; init; } = (_, _, _, batch) => batch;

    /// <summary>Told of each slot that is read for training.</summary>
    public Action? TrainingSlotRead { get; init; }

    public Task<ITokenizer> OpenTokenizerAsync(Recipe recipe, CancellationToken cancellationToken) => Task.FromResult<ITokenizer>(new TinyTokenizer());

    public Task<IStageData> OpenAsync(Recipe recipe, StageRecipe stage, DataSplit split, CancellationToken cancellationToken) =>
        Task.FromResult<IStageData>(new Opened(stage, split, Change, split == DataSplit.Training ? TrainingSlotRead : null));

    private sealed class Opened(StageRecipe stage, DataSplit split, Func<StageRecipe, long, int, SlotBatch, SlotBatch> change, Action? read) : IStageData
    {
        public IReadOnlyList<string> Classes => stage.Kind == StageKind.Vision ? ["a", "b", "c", "d"] : [];

        public Task<SlotBatch> ReadAsync(long step, int slot, CancellationToken cancellationToken)
        {
            read?.Invoke();
            var first = (((step * stage.Slots) + slot) * stage.SamplesPerSlot) + (split == DataSplit.Validation ? 1_000_003 : 0);
            long[] positions = [.. Enumerable.Range(0, stage.SamplesPerSlot).Select(i => first + i)];
            return Task.FromResult(change(stage, step, slot, Batch(positions)));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private SlotBatch Batch(long[] positions)
        {
            var texts = positions.Select(Text).ToList();
            var hasImages = stage.ImageSide is not null;
            return new SlotBatch
            {
                Positions = positions,
                SampleIds = [.. positions.Select(position => $"tiny/{position % 64}")],
                Pixels = hasImages ? [.. positions.SelectMany(Image)] : [],
                ImageSide = stage.ImageSide ?? 0,
                TokenIds = [.. texts.SelectMany(text => text)],
                Labels = [.. texts.SelectMany(text => text)],
                Lengths = [.. texts.Select(text => text.Length)],
                ImagePositions = [.. positions.Select(_ => hasImages && stage.IsMultimodal ? 0 : -1)],
                ClassTargets = stage.Kind == StageKind.Vision ? [.. positions.SelectMany(position => Enumerable.Range(0, 4).Select(shade => shade == Shade(position) ? 1f : 0f))] : [],
                Boxes = stage.Kind == StageKind.Vision ? [.. positions.Select(position => new[] { new LabelledBox(Classes[Shade(position)], 0, 0, 0.5, 1) })] : [],
            };
        }

        // Samples repeat after 64 positions, as they do in a small set.
        private static int Shade(long position) => new Random((int)(position % 64)).Next(4);

        private static int[] Text(long position) => [.. Enumerable.Range(0, 3 + (int)(position % 3)).Select(i => Shade(position) + i)];

        private IEnumerable<float> Image(long position)
        {
            var noise = new Random((int)(position % 64));
            return Enumerable.Range(0, 3 * stage.ImageSide!.Value * stage.ImageSide.Value).Select(_ => Shade(position) - 1.5f + (0.1f * (float)noise.NextDouble()));
        }
    }
}
