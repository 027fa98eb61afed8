using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ChainOfSight.Data.Images;

/// <summary>Turns 8-bit pixels into the f32 planes that a vision tower reads: <c>(v / 255 − mean) / std</c> per channel.</summary>
public static unsafe class PixelNormalizer
{
    /// <summary>CLIP's mean of red, green, blue.</summary>
    public static ReadOnlySpan<float> ClipMean => [0.48145466f, 0.4578275f, 0.40821073f];

    /// <summary>CLIP's standard deviation of red, green, blue.</summary>
    public static ReadOnlySpan<float> ClipStd => [0.26862954f, 0.26130258f, 0.27577711f];

    /// <summary>Normalises a picture.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="mean">Mean of each channel, 3 values in 0 to 1.</param>
    /// <param name="std">Standard deviation of each channel, 3 values larger than 0.</param>
    /// <param name="chw">Receives <c>[3, height, width]</c>.</param>
    /// <exception cref="ArgumentException">A span has the wrong length or a deviation is not positive.</exception>
    public static void Normalize(PixelImage image, ReadOnlySpan<float> mean, ReadOnlySpan<float> std, Span<float> chw) =>
        Normalize(image, mean, std, chw, Avx2.IsSupported && Fma.IsSupported);

    /// <summary>Normalises by the vector path or by the scalar one.</summary>
    internal static void Normalize(PixelImage image, ReadOnlySpan<float> mean, ReadOnlySpan<float> std, Span<float> chw, bool vectorised)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (mean.Length != 3 || std.Length != 3 || std.ContainsAnyInRange(float.NegativeInfinity, 0f) || chw.Length != image.Rgb.Length)
        {
            throw new ArgumentException($"Normalising {image.Width}×{image.Height} pixels needs 3 means, 3 positive deviations and {image.Rgb.Length} places; there are {mean.Length}, {std.Length} and {chw.Length}.");
        }

        var plane = image.Width * image.Height;
        for (var channel = 0; channel < PixelImage.Channels; channel++)
        {
            var scale = (float)(1.0 / (255.0 * std[channel]));
            var offset = (float)(-(double)mean[channel] / std[channel]);
            var target = chw.Slice(channel * plane, plane);
            var done = vectorised ? Vectors(image.Rgb, channel, scale, offset, target) : 0;
            for (var i = done; i < plane; i++)
            {
                target[i] = MathF.FusedMultiplyAdd(image.Rgb[(i * 3) + channel], scale, offset);
            }
        }
    }

    // Eight pixels are 24 bytes: one channel's eight values come from two overlapping loads of 16.
    private static int Vectors(ReadOnlySpan<byte> rgb, int channel, float scale, float offset, Span<float> target)
    {
        var first = stackalloc byte[16];
        var second = stackalloc byte[16];
        new Span<byte>(first, 16).Fill(0x80);
        new Span<byte>(second, 16).Fill(0x80);
        for (var i = 0; i < 8; i++)
        {
            var at = (i * 3) + channel;
            if (at < 16)
            {
                first[i] = (byte)at;
            }
            else
            {
                second[i] = (byte)(at - 8);
            }
        }

        var (fromFirst, fromSecond) = (Sse2.LoadVector128(first), Sse2.LoadVector128(second));
        var (scales, offsets) = (Vector256.Create(scale), Vector256.Create(offset));
        var done = 0;
        fixed (byte* source = rgb)
        fixed (float* to = target)
        {
            for (; done + 8 <= target.Length; done += 8)
            {
                var pixels = source + (done * 3);
                var bytes = Sse2.Or(
                    Ssse3.Shuffle(Sse2.LoadVector128(pixels), fromFirst),
                    Ssse3.Shuffle(Sse2.LoadVector128(pixels + 8), fromSecond));
                var values = Avx.ConvertToVector256Single(Avx2.ConvertToVector256Int32(bytes));
                Avx.Store(to + done, Fma.MultiplyAdd(values, scales, offsets));
            }
        }

        return done;
    }
}
