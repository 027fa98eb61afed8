using ChainOfSight.Data.Collation;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Training.Steps.Models;

/// <summary>The largest slot that a stage can meet: every image there, every text as long as it may be, loss on every token.</summary>
internal static class WorstSlot
{
    public static SlotBatch Of(StageRecipe stage, bool text)
    {
        var samples = stage.SamplesPerSlot;
        var side = stage.ImageSide ?? 0;
        var length = text ? stage.MaxTextTokens : 0;
        return new SlotBatch
        {
            Positions = [.. Enumerable.Range(0, samples).Select(i => (long)i)],
            SampleIds = [.. Enumerable.Range(0, samples).Select(i => $"worst/{i}")],
            Pixels = new float[samples * 3 * side * side],
            ImageSide = side,
            TokenIds = new int[samples * length],
            Labels = new int[samples * length],
            Lengths = [.. Enumerable.Repeat(length, samples)],
            ImagePositions = [.. Enumerable.Repeat(side > 0 ? 0 : -1, samples)],
        };
    }
}
