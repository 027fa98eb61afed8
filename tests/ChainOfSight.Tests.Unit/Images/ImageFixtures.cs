using System.Text.Json;
using ChainOfSight.Data.Images;

namespace ChainOfSight.Tests.Unit.Images;

/// <summary>Pictures made by Pillow (Fixtures/images/make.py) with the RGB that Pillow reads from them.</summary>
internal static class ImageFixtures
{
    internal sealed record Picture(string File, int Width, int Height, byte[] Rgb);

    internal sealed record Resize(int Seed, int Width, int Height, int ToWidth, int ToHeight, string Sha256);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    internal static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "images", name);

    internal static byte[] Read(string name) => File.ReadAllBytes(PathOf(name));

    internal static IReadOnlyList<Picture> Pictures { get; } = JsonSerializer.Deserialize<List<Picture>>(Read("images.json"), Json)!;

    internal static IReadOnlyList<Resize> Resizes { get; } = JsonSerializer.Deserialize<List<Resize>>(Read("resizes.json"), Json)!;

    internal static PixelImage Decode(string name) => ImageDecoder.Decode(Read(name), ImageLimits.Default);

    /// <summary>The generator of make.py: noise with many extreme values, where the filter overshoots.</summary>
    internal static PixelImage Noise(int seed, int width, int height)
    {
        var rgb = new byte[width * height * 3];
        var state = seed;
        for (var i = 0; i < rgb.Length; i++)
        {
            state = (int)(((state * 1103515245L) + 12345) & 0x7FFFFFFF);
            var value = (state >> 16) & 0x1FF;
            rgb[i] = (byte)(value > 383 ? 255 : value < 128 ? 0 : value - 128);
        }

        return new PixelImage(width, height, rgb);
    }
}
