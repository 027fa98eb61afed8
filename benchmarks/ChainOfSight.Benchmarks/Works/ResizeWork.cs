using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChainOfSight.Benchmarks.Rivals;
using ChainOfSight.Data.Images;

namespace ChainOfSight.Benchmarks.Works;

/// <summary>Bicubic resize on one thread.</summary>
internal sealed class ResizeWork(JsonObject request) : IWork
{
    private readonly PixelImage image = ImageDecoder.Decode(File.ReadAllBytes((string)request["image"]!), ImageLimits.Default);
    private readonly int side = (int)request["side"]!;
    private readonly int count = (int)request["count"]!;

    public JsonObject Facts() => new() { ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(BicubicResize.Resize(image, side, side).Rgb)) };

    public void Run()
    {
        for (var i = 0; i < count; i++)
        {
            BicubicResize.Resize(image, side, side);
        }
    }

    public void Dispose()
    {
    }
}
