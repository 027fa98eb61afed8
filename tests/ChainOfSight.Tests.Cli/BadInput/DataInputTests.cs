using System.Text.Json.Nodes;
using ChainOfSight.Data.Images;
using ChainOfSight.Tests.Cli.Tiny;

namespace ChainOfSight.Tests.Cli.BadInput;

/// <summary>Folders with faults are told with all of them and leave no source; sound ones can be looked at.</summary>
public sealed class DataInputTests : IDisposable
{
    private static readonly RgbColour Red = new(200, 30, 30);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Import_empty_folder_says_what_is_legal()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "photos"));

        (await RunAsync("data", "import", "photos", "--to", "out")).Tells(2, "photos", "has no images", ".png");
    }

    [Fact]
    public async Task Import_missing_folder_is_named() =>
        (await RunAsync("data", "import", "photos", "--to", "out")).Tells(2, "There is no folder 'photos'");

    [Fact]
    public async Task Import_reports_every_fault_at_once_and_writes_nothing()
    {
        WriteFaulty();

        (await RunAsync("data", "import", "photos", "--to", "out")).Tells(2, "3 faults", "lonely.txt", "caption without an image", "bare.png", "no caption", "hostile.png", "--skip-faulty");
        Assert.False(File.Exists(Path.Combine(folder.Path, "out", "source.json")));
    }

    [Fact]
    public async Task Import_skipping_faulty_ones_keeps_the_rest_and_inspect_shows_it()
    {
        WriteFaulty();

        (await RunAsync("data", "import", "photos", "--to", "out", "--skip-faulty")).Tells(0, "left out: lonely.txt", "wrote 1 sample", "\"kind\": \"shards\"");

        (await RunAsync("data", "inspect", "out", "--out", "picture.png")).Tells(0, "a red square", "wrote picture.png");
        Assert.True(new FileInfo(Path.Combine(folder.Path, "picture.png")).Length > 0);
        (await RunAsync("data", "inspect", "out", "--statistics")).Tells(0, "1 samples, 1 images, 1 captions", "caption words");
        (await RunAsync("data", "inspect", "out", "--sample", "5")).Tells(2, "--sample 5", "Legal are 0 to 0");
        (await RunAsync("data", "import", "photos", "--to", "out", "--skip-faulty")).Tells(2, "already", "--replace");
    }

    [Fact]
    public async Task Scenes_of_own_cut_outs_are_composed_the_same_twice()
    {
        TinyFiles.Write(folder);
        var hashes = new List<string>();
        foreach (var target in new[] { "one", "two" })
        {
            (await RunAsync("data", "scenes", "--cutouts", "./cutouts", "--count", "5", "--side", "64", "--name", "mine", "--to", target)).Tells(0, "wrote 5 samples");
            var shown = await RunAsync("data", "inspect", target, "--sample", "4", "--json");
            shown.Tells(0, "record");
            hashes.Add(JsonNode.Parse(shown.Output)!["sha256"]!.GetValue<string>());
        }

        Assert.Single(hashes.Distinct());
    }

    [Fact]
    public async Task Scenes_with_faulty_options_tell_all_of_them()
    {
        TinyFiles.Write(folder);
        folder.Write("scene.json", """{ "sidee": 64, "objects": { "min": "one" } }""");

        (await RunAsync("data", "scenes", "--cutouts", "./cutouts", "--to", "out", "--options", "scene.json")).Tells(2, "scene.json", "sidee", "Did you mean \"side\"?", "objects.min");
    }

    [Fact]
    public async Task Fetch_unknown_set_lists_those_that_are() =>
        (await RunAsync("data", "fetch", "emojis")).Tells(2, "emojis", "emoji, flags");

    [Fact]
    public async Task Fetch_offline_says_how_to_get_it() =>
        (await RunAsync("data", "fetch", "emoji")).Tells(2, "COS_OFFLINE", "cos data fetch emoji");

    [Fact]
    public async Task Fetch_list_needs_no_network() =>
        (await RunAsync("data", "fetch", "--list")).Tells(0, "emoji", "not fetched");

    [Fact]
    public async Task Inspect_folder_without_source_says_how_to_make_one() =>
        (await RunAsync("data", "inspect", ".")).Tells(2, "source.json", "data import");

    private void WriteFaulty()
    {
        folder.Write("photos/red.png", TinyFiles.Png(8, Red));
        folder.Write("photos/red.txt", "a red square");
        folder.Write("photos/lonely.txt", "nothing to see");
        folder.Write("photos/bare.png", TinyFiles.Png(8, Red));

        // A header that promises 2,147,483,647 × 2,147,483,647 pixels.
        var hostile = TinyFiles.Png(8, Red);
        new byte[] { 0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF }.CopyTo(hostile, 16);
        folder.Write("photos/hostile.png", hostile);
        folder.Write("photos/hostile.txt", "a bomb");
    }

    private Task<CosResult> RunAsync(params string[] arguments) => CosProcess.RunAsync(folder.Path, TinyTraining.Environment(folder.Path), arguments);
}
