using ChainOfSight.Data.Importing;
using ChainOfSight.Data.Shards;
using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Unit.Importing;

/// <summary>A folder becomes a source as it is, or every fault of it is named and nothing is written.</summary>
public sealed class FolderImportTests : IDisposable
{
    private readonly PictureFolder folder = new();
    private readonly MemoryBlobStore store = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Captions_in_texts_become_samples()
    {
        folder.With("b.png").With("b.txt", "A bee.\n").With("a/b.png").With("a/b.txt", "Another.").With("a-b.png").With("a-b.txt", "Third.").With("notes.md", "x");
        var result = await new FolderImport(store).ImportAsync(folder.Path, "data/toy", "toy");
        Assert.Empty(result.Skipped);
        var records = await RecordsAsync();
        Assert.Equal(["a-b=Third.", "a-b-2=Another.", "b=A bee."], records.Select(record => $"{record.Id}={record.Caption}"));
        Assert.Equal(3, result.Manifest.Images);
    }

    [Fact]
    public async Task Captions_in_json_lines_become_samples_with_turns_boxes_and_labels()
    {
        folder.With("x.png").With("y/z.png").With("captions.jsonl", """
            {"file": "x.png", "caption": "An x.", "labels": ["letter"], "boxes": [{"label": "x", "x0": 0, "y0": 0, "x1": 1, "y1": 0.5}]}

            {"file": "./y/z.png", "turns": [{"task": "Question", "prompt": "What?", "answer": "z", "kind": "what"}], "unknown": 1}
            """);
        await new FolderImport(store).ImportAsync(folder.Path, "data/toy", "toy");
        var records = await RecordsAsync();
        Assert.Equal(("An x.", "letter", 0.5), (records[0].Caption, records[0].Labels[0], records[0].Boxes[0].Y1));
        Assert.Equal(("y-z", null, "z", "what"), (records[1].Id, records[1].Caption, records[1].Turns[0].Answer, records[1].Turns[0].Kind));
    }

    [Fact]
    public async Task All_faults_of_texts_are_named_at_once_and_nothing_is_written()
    {
        folder.With("good.png").With("good.txt", "Good.")
            .With("bad.png", "no picture").With("bad.txt", "Bad.")
            .With("alone.png")
            .With("word.txt", "Nothing to see.")
            .With("blank.png").With("blank.txt", "  \n");
        var error = await Assert.ThrowsAsync<ImportException>(() => new FolderImport(store).ImportAsync(folder.Path, "data/toy", "toy"));
        Assert.Equal(["alone.png", "bad.png", "blank.txt", "word.txt"], error.Faults.Select(fault => fault.File));
        string[] expected = ["4 faults", "'alone.txt' is missing", "the image can't be read", "the caption is empty", "a caption without an image", "--skip-faulty"];
        Assert.All(expected, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        Assert.Empty(await store.ListAsync("").ToListAsync());
    }

    [Fact]
    public async Task Faulty_files_are_left_out_and_listed_where_that_is_asked_for()
    {
        folder.With("good.png").With("good.txt", "Good.").With("bad.png", "no picture").With("bad.txt", "Bad.").With("alone.png");
        var result = await new FolderImport(store, new ImportOptions { SkipFaulty = true }).ImportAsync(folder.Path, "data/toy", "toy");
        Assert.Equal(["alone.png", "bad.png"], result.Skipped.Select(fault => fault.File));
        Assert.Equal(["good"], (await RecordsAsync()).Select(record => record.Id));
    }

    [Fact]
    public async Task Folder_with_faults_only_is_refused_although_skipping_was_asked_for()
    {
        folder.With("alone.png");
        var error = await Assert.ThrowsAsync<ImportException>(
            () => new FolderImport(store, new ImportOptions { SkipFaulty = true }).ImportAsync(folder.Path, "data/toy", "toy"));
        Assert.Contains("Nothing is left", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_of_json_lines_are_named_with_their_lines()
    {
        folder.With("a.png").With("b.png").With("c.png").With("captions.jsonl", """
            {"file": "a.png", "caption": "A."}
            {"file": "a.png", "caption": "Again."}
            not json
            null
            {"caption": "No file."}
            {"file": "../secret.png", "caption": "Outside."}
            {"file": "b.png", "caption": ""}
            {"file": "b.png", "turns": null}
            """);
        var error = await Assert.ThrowsAsync<ImportException>(() => new FolderImport(store).ImportAsync(folder.Path, "data/toy", "toy"));
        Assert.Equal(
            ["c.png", .. Enumerable.Range(2, 7).Select(line => $"captions.jsonl, line {line}")],
            error.Faults.Select(fault => fault.File).OrderBy(file => file.Length));
        string[] expected = ["in line 1 already", "not JSON", "it is null", "\"file\" is missing", "no image '../secret.png'", "the caption is empty", "no caption in 'captions.jsonl'"];
        Assert.All(expected, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Caption_with_an_illegal_box_is_a_fault_of_its_line()
    {
        folder.With("a.png").With("c.jsonl", """{"file": "a.png", "caption": "A.", "boxes": [{"label": "a", "x0": 10, "y0": 20, "x1": 30, "y1": 40}]}""");
        var error = await Assert.ThrowsAsync<ImportException>(() => new FolderImport(store).ImportAsync(folder.Path, "data/toy", "toy"));
        Assert.Contains("c.jsonl, line 1: the box of 'a' is 10, 20, 30, 40; legal are 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_faults_are_counted_and_the_first_shown()
    {
        for (var i = 0; i < 50; i++)
        {
            folder.With($"p{i:D2}.png");
        }

        var error = await Assert.ThrowsAsync<ImportException>(() => new FolderImport(store).ImportAsync(folder.Path, "data/toy", "toy"));
        Assert.Equal(50, error.Faults.Count);
        Assert.Contains("… and 30 more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_without_images_missing_folder_and_missing_caption_file_are_named()
    {
        folder.With("a.txt", "x");
        Assert.Contains("has no images (1 other files)", await FaultAsync(folder.Path), StringComparison.Ordinal);
        Assert.Contains("There is no folder", await FaultAsync(folder.Path + "/none"), StringComparison.Ordinal);
        folder.With("a.png");
        Assert.Contains("There is no file", await FaultAsync(folder.Path, "none.jsonl"), StringComparison.Ordinal);
        folder.With("1.jsonl").With("2.jsonl");
        Assert.Contains("several JSON-lines files: 1.jsonl, 2.jsonl", await FaultAsync(folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Image_over_the_limit_is_a_fault_by_its_size()
    {
        folder.With("a.png").With("a.txt", "A.");
        var options = new ImportOptions { ImageLimits = new() { MaxBytes = 20 } };
        var error = await Assert.ThrowsAsync<ImportException>(() => new FolderImport(store, options).ImportAsync(folder.Path, "data/toy", "toy"));
        Assert.Contains("limit of 20", error.Message, StringComparison.Ordinal);
    }

    private async Task<string> FaultAsync(string path, string? captions = null) =>
        (await Assert.ThrowsAsync<UserErrorException>(() => new FolderImport(store, new ImportOptions { CaptionFile = captions }).ImportAsync(path, "data/toy", "toy"))).Message;

    private async Task<List<Data.Samples.SampleRecord>> RecordsAsync()
    {
        var reader = await SourceReader.OpenAsync(store, "data/toy");
        return await reader.ReadAllAsync().Select(StoredSampleReader.ReadRecord).ToListAsync();
    }
}
