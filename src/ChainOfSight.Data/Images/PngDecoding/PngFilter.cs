using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ChainOfSight.Data.Images.PngDecoding;

/// <summary>Undoes the row filters of PNG in place.</summary>
internal static class PngFilter
{
    /// <summary>Undoes one row's filter.</summary>
    /// <param name="filter">0 none, 1 left, 2 above, 3 mean of both, 4 Paeth's choice.</param>
    /// <param name="row">The row's bytes; they become the pixels.</param>
    /// <param name="above">The row above, pixels; zeros for the first.</param>
    /// <param name="step">Bytes of a pixel, at least 1.</param>
    /// <returns>False for a filter that does not exist.</returns>
    internal static bool Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        switch (filter)
        {
            case 0:
                return true;
            case 1:
                Left(row, step);
                return true;
            case 2:
                Above(row, above);
                return true;
            case 3:
                Mean(row, above, step);
                return true;
            case 4:
                Paeth(row, above, step);
                return true;
            default:
                return false;
        }
    }

    private static void Left(Span<byte> row, int step)
    {
        for (var i = step; i < row.Length; i++)
        {
            row[i] += row[i - step];
        }
    }

    private static void Above(Span<byte> row, ReadOnlySpan<byte> above)
    {
        var i = 0;
        for (; i + Vector<byte>.Count <= row.Length; i += Vector<byte>.Count)
        {
            (new Vector<byte>(row[i..]) + new Vector<byte>(above[i..])).CopyTo(row[i..]);
        }

        for (; i < row.Length; i++)
        {
            row[i] += above[i];
        }
    }

    private static void Mean(Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var left = i < step ? 0 : row[i - step];
            row[i] += (byte)((left + above[i]) >> 1);
        }
    }

    private static void Paeth(Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        var done = step is 3 or 4 ? PaethPixels(row, above, step) : 0;
        for (var i = done; i < row.Length; i++)
        {
            var (left, corner) = i < step ? (0, 0) : (row[i - step], above[i - step]);
            row[i] += (byte)Predict(left, above[i], corner);
        }
    }

    private static int Predict(int left, int above, int corner)
    {
        var (toLeft, toAbove, toCorner) = (Math.Abs(above - corner), Math.Abs(left - corner), Math.Abs(left + above - (2 * corner)));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }

    // All channels of a pixel at once, in 16 bits. Reads four bytes of each pixel, so the last pixels are left over.
    private static int PaethPixels(Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        Vector128<short> left = default, corner = default;
        var at = 0;
        for (; at + 4 <= row.Length; at += step)
        {
            var up = Widen(above[at..]);
            var (toLeft, toAbove) = (up - corner, left - corner);
            var toCorner = Vector128.Abs(toLeft + toAbove);
            toLeft = Vector128.Abs(toLeft);
            toAbove = Vector128.Abs(toAbove);
            var nearest = Vector128.Min(toCorner, Vector128.Min(toLeft, toAbove));
            var predicted = Vector128.ConditionalSelect(
                Vector128.Equals(nearest, toLeft), left, Vector128.ConditionalSelect(Vector128.Equals(nearest, toAbove), up, corner));
            left = (Widen(row[at..]) + predicted) & Vector128.Create((short)255);
            corner = up;
            var pixel = Vector128.Narrow(left.AsUInt16(), default).AsUInt32().ToScalar();
            for (var channel = 0; channel < step; channel++)
            {
                row[at + channel] = (byte)(pixel >> (8 * channel));
            }
        }

        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Widen(ReadOnlySpan<byte> pixel) =>
        Vector128.WidenLower(Vector128.CreateScalar(System.Runtime.InteropServices.MemoryMarshal.Read<uint>(pixel)).AsByte()).AsInt16();
}
