using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Shards;
using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Unit.Shards;

/// <summary>Small sources for tests.</summary>
public static class SampleSources
{
    /// <summary>A record with all its parts.</summary>
    public static SampleRecord Record(string id) => new()
    {
        Id = id,
        Caption = $"a picture of {id}",
        Labels = ["cat", id.Length % 2 == 0 ? "dog" : "emu"],
        Boxes = [new LabelledBox("cat", 0, 0.25, 0.5, 1)],
        Turns =
        [
            new SampleTurn(SampleTask.Question, "what is it?", id) { Kind = "what" },
            new SampleTurn(SampleTask.Box, "where is the cat?", "here") { Box = new LabelledBox("cat", 0, 0.25, 0.5, 1) },
        ],
    };

    /// <summary>Samples 0 … count−1; every fifth has no image, and the images have uneven sizes.</summary>
    public static async IAsyncEnumerable<(SampleRecord Record, byte[]? Image, string Extension)> Samples(int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return (Record($"s{i}"), i % 5 == 4 ? null : Image(i), "png");
        }

        await Task.CompletedTask;
    }

    /// <summary>Bytes that stand for the image of a sample.</summary>
    public static byte[] Image(int i) => [.. Enumerable.Range(0, 400 + (i * 37)).Select(b => (byte)(b * (i + 3)))];

    /// <summary>Writes a source of so many samples.</summary>
    public static Task<SourceManifest> WriteAsync(IBlobStore store, int count, int samplesPerShard = 7) =>
        new SourceWriter(store, new SourceWriterOptions { SamplesPerShard = samplesPerShard }).WriteAsync("data/toy", "toy", Samples(count));
}
