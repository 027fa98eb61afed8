using ChainOfSight.Data.Images;
using ChainOfSight.Models.Verification;
using ChainOfSight.Tensors.Safetensors;

namespace ChainOfSight.Cli.Vectors;

/// <summary>Vectors of bicubic resizing: equal to the bit.</summary>
internal static class BicubicVector
{
    public static IReadOnlyList<VectorQuantity> Check(string path)
    {
        using var file = SafetensorsFile.Open(path);
        var (worst, largest) = ("", -1.0);
        for (var i = 0; file.Contains($"{i}.input"); i++)
        {
            var (input, output) = (Picture(file, $"{i}.input"), Picture(file, $"{i}.output"));
            var error = Error(BicubicResize.Resize(input, output.Width, output.Height), output);
            if (error > largest)
            {
                (worst, largest) = ($"{input.Width}×{input.Height} to {output.Width}×{output.Height}", error);
            }
        }

        return largest < 0 ? throw new VectorException("the file has no tensor '0.input'") : [new("pixels", largest, VectorLimits.Exact, worst)];
    }

    private static double Error(PixelImage actual, PixelImage expected) =>
        actual.Rgb.Zip(expected.Rgb, (a, b) => Math.Abs(a - b)).Max() / (double)Math.Max((byte)1, expected.Rgb.Max());

    private static PixelImage Picture(SafetensorsFile file, string name)
    {
        var entry = file.Find(name);
        return entry.Dtype == SafetensorsDtype.U8 && entry.Shape is [var height and > 0, var width and > 0, PixelImage.Channels]
            ? new PixelImage((int)width, (int)height, file.GetBytes(name).ToArray())
            : throw new VectorException($"{name} must be U8 of shape [height, width, {PixelImage.Channels}], it is {entry.Dtype} of [{string.Join(", ", entry.Shape)}]");
    }
}
