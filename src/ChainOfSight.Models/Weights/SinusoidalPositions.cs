namespace ChainOfSight.Models.Weights;

/// <summary>Positions of a grid as sines and cosines, half of the width for the row and half for the column.</summary>
public static class SinusoidalPositions
{
    // Small grids need no long waves: at 100 the slowest one turns about half a radian over 16 patches.
    private const double Base = 100;

    /// <summary>The table <c>[grid · grid, width]</c>, row-major.</summary>
    /// <param name="grid">Patches per side.</param>
    /// <param name="width">Width; what is left of a division by 4 stays 0.</param>
    /// <param name="scale">Largest value.</param>
    public static float[] Of(int grid, int width, double scale)
    {
        var table = new float[grid * grid * width];
        var waves = width / 4;
        for (var place = 0; place < grid * grid; place++)
        {
            var (row, column) = (place / grid, place % grid);
            for (var wave = 0; wave < waves; wave++)
            {
                var frequency = Math.Pow(Base, -(double)wave / waves);
                var at = place * width;
                table[at + wave] = (float)(scale * Math.Sin(row * frequency));
                table[at + waves + wave] = (float)(scale * Math.Cos(row * frequency));
                table[at + (2 * waves) + wave] = (float)(scale * Math.Sin(column * frequency));
                table[at + (3 * waves) + wave] = (float)(scale * Math.Cos(column * frequency));
            }
        }

        return table;
    }
}
