namespace ChainOfSight.Data.Images.Resizing;

/// <summary>The two passes of the resize, one value at a time: the reference that the vector path equals to the bit.</summary>
internal static class BicubicScalar
{
    private const int Half = 1 << (BicubicCoefficients.PrecisionBits - 1);

    /// <summary>Resizes rows: <c>[rows, columns, 3]</c> to <c>[rows, output, 3]</c>.</summary>
    internal static void Horizontal(ReadOnlySpan<byte> source, int columns, int rows, BicubicCoefficients weights, Span<byte> target)
    {
        var output = weights.First.Length;
        for (var y = 0; y < rows; y++)
        {
            var row = source.Slice(y * columns * 3, columns * 3);
            for (var x = 0; x < output; x++)
            {
                var taps = weights.Weights.AsSpan(x * weights.Taps, weights.Counts[x]);
                int red = Half, green = Half, blue = Half;
                var from = weights.First[x] * 3;
                foreach (var weight in taps)
                {
                    red += row[from] * weight;
                    green += row[from + 1] * weight;
                    blue += row[from + 2] * weight;
                    from += 3;
                }

                var to = ((y * output) + x) * 3;
                target[to] = Clip(red);
                target[to + 1] = Clip(green);
                target[to + 2] = Clip(blue);
            }
        }
    }

    /// <summary>Resizes columns: <c>[rows, stride]</c> bytes to <c>[output, stride]</c>.</summary>
    internal static void Vertical(ReadOnlySpan<byte> source, int stride, BicubicCoefficients weights, Span<byte> target)
    {
        for (var y = 0; y < weights.First.Length; y++)
        {
            VerticalRow(source, stride, weights, y, 0, target.Slice(y * stride, stride));
        }
    }

    /// <summary>One output row of the vertical pass, from byte <paramref name="start"/> on.</summary>
    internal static void VerticalRow(ReadOnlySpan<byte> source, int stride, BicubicCoefficients weights, int y, int start, Span<byte> row)
    {
        var taps = weights.Weights.AsSpan(y * weights.Taps, weights.Counts[y]);
        var first = weights.First[y] * stride;
        for (var x = start; x < stride; x++)
        {
            var sum = Half;
            var from = first + x;
            foreach (var weight in taps)
            {
                sum += source[from] * weight;
                from += stride;
            }

            row[x] = Clip(sum);
        }
    }

    private static byte Clip(int sum) => (byte)Math.Clamp(sum >> BicubicCoefficients.PrecisionBits, 0, 255);
}
