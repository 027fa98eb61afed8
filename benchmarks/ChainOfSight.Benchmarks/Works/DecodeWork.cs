using System.Text.Json.Nodes;
using ChainOfSight.Benchmarks.Rivals;
using ChainOfSight.Data.Images;

namespace ChainOfSight.Benchmarks.Works;

/// <summary>Decoding, resizing and normalising on one thread, as a slot is prepared.</summary>
internal sealed class DecodeWork(JsonObject request) : IWork
{
    private readonly byte[] bytes = File.ReadAllBytes((string)request["image"]!);
    private readonly int side = (int)request["side"]!;
    private readonly int count = (int)request["count"]!;
    private readonly float[] values = new float[3 * (int)request["side"]! * (int)request["side"]!];

    public JsonObject Facts()
    {
        Once();
        return new JsonObject { ["mean"] = values.Average() };
    }

    public void Run()
    {
        for (var i = 0; i < count; i++)
        {
            Once();
        }
    }

    public void Dispose()
    {
    }

    private void Once()
    {
        var image = BicubicResize.Resize(ImageDecoder.Decode(bytes, ImageLimits.Default), side, side);
        PixelNormalizer.Normalize(image, PixelNormalizer.ClipMean, PixelNormalizer.ClipStd, values);
    }
}
