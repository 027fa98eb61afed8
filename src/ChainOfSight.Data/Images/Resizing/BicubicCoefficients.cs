namespace ChainOfSight.Data.Images.Resizing;

/// <summary>
/// Weights of one pass of Pillow's antialiased bicubic resize: for each output position the first input position, how many
/// follow, and their fixed-point weights.
/// </summary>
/// <remarks>
/// Statement of Pillow's <c>Resample.c</c> (8 bits per channel): filter of Keys with a = −0.5, stretched by the
/// shrink factor; weights normalised in f64, then rounded half away from zero to <see cref="PrecisionBits"/> bits.
/// </remarks>
internal sealed class BicubicCoefficients
{
    /// <summary>Fraction bits of a weight: 32 bits less 8 of the pixel and 2 of headroom.</summary>
    internal const int PrecisionBits = 32 - 8 - 2;

    private const double FilterSupport = 2.0;

    /// <summary>Computes the weights.</summary>
    /// <param name="input">Positions of the input, at least 1.</param>
    /// <param name="output">Positions of the output, at least 1.</param>
    internal BicubicCoefficients(int input, int output)
    {
        var scale = (double)input / output;
        var filterScale = Math.Max(scale, 1.0);
        var support = FilterSupport * filterScale;
        Taps = ((int)Math.Ceiling(support) * 2) + 1;
        First = new int[output];
        Counts = new int[output];
        Weights = new int[checked(output * Taps)];
        var exact = new double[Taps];
        for (var at = 0; at < output; at++)
        {
            var center = (at + 0.5) * scale;
            var first = Math.Max((int)(center - support + 0.5), 0);
            var count = Math.Min((int)(center + support + 0.5), input) - first;
            var sum = 0.0;
            for (var i = 0; i < count; i++)
            {
                exact[i] = Filter((i + first - center + 0.5) * (1.0 / filterScale));
                sum += exact[i];
            }

            for (var i = 0; i < count; i++)
            {
                var weight = sum != 0.0 ? exact[i] / sum : exact[i];
                Weights[(at * Taps) + i] = (int)((weight < 0 ? -0.5 : 0.5) + (weight * (1 << PrecisionBits)));
            }

            (First[at], Counts[at]) = (first, count);
        }
    }

    /// <summary>Weights per output position, unused ones 0.</summary>
    internal int Taps { get; }

    /// <summary>First input position of each output position.</summary>
    internal int[] First { get; }

    /// <summary>Input positions of each output position.</summary>
    internal int[] Counts { get; }

    /// <summary>Weights <c>[output, taps]</c>.</summary>
    internal int[] Weights { get; }

    private static double Filter(double x)
    {
        const double A = -0.5;
        x = Math.Abs(x);
        return x switch
        {
            < 1.0 => (((((A + 2.0) * x) - (A + 3.0)) * x) * x) + 1,
            < 2.0 => (((((x - 5) * x) + 8) * x) - 4) * A,
            _ => 0.0,
        };
    }
}
