using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ChainOfSight.Data.Images.Resizing;

/// <summary>The two passes with AVX2, equal to <see cref="BicubicScalar"/> to the bit.</summary>
/// <remarks>
/// A weight has 23 bits, more than the 16 of the fast multiply-add, so it is split: w = high·2¹⁵ + low. Products of both
/// halves are summed apart in 32 bits and joined at the end; all sums are right modulo 2³², and so is the joined one, which fits.
/// </remarks>
internal static unsafe class BicubicAvx2
{
    private const int LowBits = 15;
    private const int LowMask = (1 << LowBits) - 1;
    private const int TapsPerGroup = 4;

    internal static bool IsSupported => Avx2.IsSupported;

    /// <summary>See <see cref="BicubicScalar.Horizontal"/>.</summary>
    internal static void Horizontal(ReadOnlySpan<byte> source, int columns, int rows, BicubicCoefficients weights, Span<byte> target)
    {
        var output = weights.First.Length;
        var groups = (weights.Counts.Max() + TapsPerGroup - 1) / TapsPerGroup;
        var packed = PackForRows(weights, groups);

        // Groups of four pixels read 16 bytes, up to this many past a row's end; only where bytes follow is that allowed.
        var overrun = (groups * TapsPerGroup * 3) + 4;
        var safeRows = (int)Math.Clamp(rows - 1 - ((overrun + (columns * 3) - 1) / (columns * 3)), 0, rows);
        fixed (byte* from = source, to = target)
        fixed (short* coefficients = packed)
        {
            var y = 0;
            for (; y + 2 <= safeRows; y += 2)
            {
                RowPair(from + (y * columns * 3), columns * 3, to + (y * output * 3), output * 3, weights, groups, coefficients);
            }

            var tail = new byte[((rows - y) * columns * 3) + overrun];
            source.Slice(y * columns * 3, (rows - y) * columns * 3).CopyTo(tail);
            fixed (byte* padded = tail)
            {
                for (var row = y; row < rows; row++)
                {
                    var line = padded + ((row - y) * columns * 3);
                    RowPair(line, 0, to + (row * output * 3), 0, weights, groups, coefficients);
                }
            }
        }
    }

    /// <summary>See <see cref="BicubicScalar.Vertical"/>.</summary>
    internal static void Vertical(ReadOnlySpan<byte> source, int stride, BicubicCoefficients weights, Span<byte> target)
    {
        fixed (byte* from = source, to = target)
        {
            for (var y = 0; y < weights.First.Length; y++)
            {
                var done = VerticalRow(from + (weights.First[y] * stride), stride, weights.Weights.AsSpan(y * weights.Taps, weights.Counts[y]), to + (y * stride));
                BicubicScalar.VerticalRow(source, stride, weights, y, done, target.Slice(y * stride, stride));
            }
        }
    }

    // [output][group][low|high][16]: weights in the order in which the shuffle lays the pixels, two taps side by side per channel.
    private static short[] PackForRows(BicubicCoefficients weights, int groups)
    {
        var packed = new short[weights.First.Length * groups * 32];
        for (var x = 0; x < weights.First.Length; x++)
        {
            for (var tap = 0; tap < weights.Counts[x]; tap++)
            {
                var weight = weights.Weights[(x * weights.Taps) + tap];
                var group = packed.AsSpan((((x * groups) + (tap / TapsPerGroup)) * 32) + (tap % TapsPerGroup / 2 * 8) + (tap % 2));
                for (var channel = 0; channel < 3; channel++)
                {
                    group[channel * 2] = (short)(weight & LowMask);
                    group[16 + (channel * 2)] = (short)(weight >> LowBits);
                }
            }
        }

        return packed;
    }

    private static void RowPair(byte* source, int sourceStep, byte* target, int targetStep, BicubicCoefficients weights, int groups, short* packed)
    {
        var spread = Vector256.Create(
            0, 0x80, 3, 0x80, 1, 0x80, 4, 0x80, 2, 0x80, 5, 0x80, 0x80, 0x80, 0x80, 0x80,
            6, 0x80, 9, 0x80, 7, 0x80, 10, 0x80, 8, 0x80, 11, 0x80, 0x80, 0x80, 0x80, 0x80).AsByte();
        var first = weights.First;
        for (var x = 0; x < first.Length; x++, packed += groups * 32)
        {
            var pixels = source + (first[x] * 3);
            Vector256<int> low0 = default, high0 = default, low1 = default, high1 = default;
            var coefficients = packed;
            for (var group = 0; group < groups; group++, pixels += 12, coefficients += 32)
            {
                var low = Avx.LoadVector256(coefficients);
                var high = Avx.LoadVector256(coefficients + 16);
                var a = Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(pixels), spread).AsInt16();
                var b = Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(pixels + sourceStep), spread).AsInt16();
                low0 = Avx2.Add(low0, Avx2.MultiplyAddAdjacent(a, low));
                high0 = Avx2.Add(high0, Avx2.MultiplyAddAdjacent(a, high));
                low1 = Avx2.Add(low1, Avx2.MultiplyAddAdjacent(b, low));
                high1 = Avx2.Add(high1, Avx2.MultiplyAddAdjacent(b, high));
            }

            StorePixel(target + (x * 3), Join(low0, high0));
            StorePixel(target + targetStep + (x * 3), Join(low1, high1));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Join(Vector256<int> low, Vector256<int> high)
    {
        var sums = Avx2.Add(low, Avx2.ShiftLeftLogical(high, LowBits));
        return Sse2.Add(Sse2.Add(sums.GetLower(), sums.GetUpper()), Vector128.Create(1 << (BicubicCoefficients.PrecisionBits - 1)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePixel(byte* target, Vector128<int> sums)
    {
        var values = Sse2.ShiftRightArithmetic(sums, BicubicCoefficients.PrecisionBits);
        var words = Sse2.PackSignedSaturate(values, values);
        var pixel = Sse2.PackUnsignedSaturate(words, words).AsUInt32().ToScalar();
        *(ushort*)target = (ushort)pixel;
        target[2] = (byte)(pixel >> 16);
    }

    /// <returns>How many bytes of the row are done; the rest is the scalar path's.</returns>
    private static int VerticalRow(byte* source, int stride, ReadOnlySpan<int> taps, byte* target)
    {
        var x = 0;
        for (; x + 16 <= stride; x += 16)
        {
            Vector256<int> lowA = default, highA = default, lowB = default, highB = default;
            for (var tap = 0; tap < taps.Length; tap += 2)
            {
                var rows = source + ((long)tap * stride) + x;
                var weight0 = taps[tap];
                var weight1 = tap + 1 < taps.Length ? taps[tap + 1] : 0;
                var upper = Sse2.LoadVector128(rows);
                var lower = tap + 1 < taps.Length ? Sse2.LoadVector128(rows + stride) : default;
                var low = Pair(weight0 & LowMask, weight1 & LowMask);
                var high = Pair(weight0 >> LowBits, weight1 >> LowBits);
                var a = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(upper, lower));
                var b = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(upper, lower));
                lowA = Avx2.Add(lowA, Avx2.MultiplyAddAdjacent(a, low));
                highA = Avx2.Add(highA, Avx2.MultiplyAddAdjacent(a, high));
                lowB = Avx2.Add(lowB, Avx2.MultiplyAddAdjacent(b, low));
                highB = Avx2.Add(highB, Avx2.MultiplyAddAdjacent(b, high));
            }

            var words = Avx2.PackSignedSaturate(Scale(lowA, highA), Scale(lowB, highB));
            var ordered = Avx2.Permute4x64(words.AsInt64(), 0b11_01_10_00).AsInt16();
            Sse2.Store(target + x, Sse2.PackUnsignedSaturate(ordered.GetLower(), ordered.GetUpper()));
        }

        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Pair(int first, int second) => Vector256.Create((first & 0xFFFF) | (second << 16)).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Scale(Vector256<int> low, Vector256<int> high)
    {
        var sums = Avx2.Add(low, Avx2.ShiftLeftLogical(high, LowBits));
        return Avx2.ShiftRightArithmetic(Avx2.Add(sums, Vector256.Create(1 << (BicubicCoefficients.PrecisionBits - 1))), BicubicCoefficients.PrecisionBits);
    }
}
