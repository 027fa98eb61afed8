using ChainOfSight.Data.Collation;

namespace ChainOfSight.Training.Steps.Models;

/// <summary>Pixels of a slot as tensors.</summary>
internal static class Pixels
{
    /// <summary>All images, <c>[samples, 3, side, side]</c>.</summary>
    public static Tensor Of(SlotBatch batch, Device device) =>
        tensor(batch.Pixels, device: device).view(batch.Positions.Count, 3, batch.ImageSide, batch.ImageSide);

    /// <summary>The image of one sample, <c>[1, 3, side, side]</c>.</summary>
    public static Tensor Of(SlotBatch batch, int sample, Device device)
    {
        var size = 3 * batch.ImageSide * batch.ImageSide;
        return tensor(batch.Pixels.AsSpan(sample * size, size).ToArray(), device: device).view(1, 3, batch.ImageSide, batch.ImageSide);
    }
}
