using ChainOfSight.Data.Images;
using ChainOfSight.Data.Images.Encoding;
using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Shards;
using ChainOfSight.Data.Sources;
using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Unit.Pipeline;

/// <summary>A source of small real pictures: sample i is filled with the colour (i, 2i, 3i); some may be damaged on purpose.</summary>
internal static class PictureSource
{
    public static async Task<DataSourceSettings> WriteAsync(IBlobStore store, string name, int count, params int[] bad)
    {
        await new SourceWriter(store, new SourceWriterOptions { SamplesPerShard = 8 }).WriteAsync($"data/{name}", name, Samples(count, bad));
        return new DataSourceSettings { Store = store, Folder = $"data/{name}" };
    }

    private static async IAsyncEnumerable<(SampleRecord Record, byte[]? Image, string Extension)> Samples(int count, int[] bad)
    {
        for (var i = 0; i < count; i++)
        {
            var image = PngEncoder.Encode(PixelImage.Filled(9 + (i % 3), 7, new RgbColour((byte)i, (byte)(2 * i), (byte)(3 * i))));
            var record = new SampleRecord { Id = $"p{i}", Caption = $"picture {i}", Labels = [i % 2 == 0 ? "even" : "odd"] };
            yield return (record, bad.Contains(i) ? image[..30] : image, "png");
        }

        await Task.CompletedTask;
    }
}
