namespace ChainOfSight.Models.Vision;

/// <summary>Learned positions for another grid: class position kept, grid positions interpolated bicubically with aligned corners.</summary>
public static class PositionInterpolation
{
    /// <summary>Name of the positions among a tower's weights.</summary>
    public const string Name = "vision_model.embeddings.position_embedding.weight";

    /// <summary>Interpolates positions in f32.</summary>
    /// <param name="positions"><c>[1 + old², width]</c>, class position first.</param>
    /// <param name="grid">Patches per side of the new grid.</param>
    /// <returns><c>[1 + grid², width]</c> in the type of <paramref name="positions"/>; a copy where the grid stays.</returns>
    /// <exception cref="ArgumentException">The old grid is no square.</exception>
    public static Tensor Apply(Tensor positions, int grid)
    {
        ArgumentNullException.ThrowIfNull(positions);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(grid);
        var (places, width) = (positions.shape[0] - 1, positions.shape[1]);
        var old = (long)Math.Round(Math.Sqrt(places));
        if (places < 1 || old * old != places)
        {
            throw new ArgumentException($"{positions.shape[0]} positions are no class position and a square grid.", nameof(positions));
        }

        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        if (old == grid)
        {
            return positions.detach().clone().MoveToOuterDisposeScope();
        }

        var given = positions.detach().to(ScalarType.Float32);
        var map = given.narrow(0, 1, places).view(1, old, old, width).permute(0, 3, 1, 2).contiguous();
        var resized = nn.functional.interpolate(map, size: [grid, grid], mode: InterpolationMode.Bicubic, align_corners: true)
            .permute(0, 2, 3, 1).reshape(grid * grid, width);
        return cat([given.narrow(0, 0, 1), resized], 0).to(positions.dtype).MoveToOuterDisposeScope();
    }
}
