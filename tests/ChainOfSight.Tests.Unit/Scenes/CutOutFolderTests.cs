using ChainOfSight.Data.Images;
using ChainOfSight.Data.Images.Encoding;
using ChainOfSight.Data.Scenes;
using ChainOfSight.Data.Scenes.Rendering;
using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Unit.Scenes;

/// <summary>Folders of cut-outs are read by list or by file names; what is wrong is named.</summary>
public sealed class CutOutFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cos-cutouts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Add(string name) => File.WriteAllBytes(Path.Combine(_folder, name), PngEncoder.Encode(PixelImage.Filled(6, 4, RgbColour.Black)));

    [Fact]
    public void Load_by_file_names_takes_groups_from_folders()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "traffic"));
        Add("big_dog.png");
        Add("traffic/red-car.png");

        var subjects = CutOutFolder.Load(_folder, []);

        Assert.Equal([("big dog", ""), ("red car", "traffic")], subjects.Select(subject => (subject.Class.Name, subject.Group)));
    }

    [Fact]
    public void Load_by_list_finds_classes_by_name_and_by_file()
    {
        Add("u1.png");
        Add("u2.png");
        File.WriteAllText(Path.Combine(_folder, "cutouts.json"), """[{"file":"u1.png","name":"dog face","group":"animals"},{"file":"u2.png","name":"cat face"}]""");

        var subjects = CutOutFolder.Load(_folder, [new() { Name = "cat", CutOut = "u2" }, new() { Name = "dog", CutOut = "Dog Face" }]);

        Assert.Equal([("cat", "cat face", ""), ("dog", "dog face", "animals")], subjects.Select(subject => (subject.Class.Name, subject.CutOut.Name, subject.Group)));
    }

    [Fact]
    public void Load_classes_without_cut_out_are_all_named()
    {
        Add("dog.png");

        var fault = Assert.Throws<SceneOptionsException>(() => CutOutFolder.Load(_folder, [new() { Name = "dog" }, new() { Name = "unicorn" }, new() { Name = "x", CutOut = "yeti" }]));

        Assert.Equal(2, fault.Faults.Count);
        Assert.Contains("unicorn", fault.Message, StringComparison.Ordinal);
        Assert.Contains("yeti", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{\"file\":\"../x.png\",\"name\":\"dog\"}]", "../x.png")]
    [InlineData("[{\"file\":\"none.png\",\"name\":\"dog\"}]", "none.png")]
    [InlineData("[{\"name\":\"dog\"}]", "name \"dog\"")]
    [InlineData("{", "cutouts.json")]
    public void Load_bad_list_is_refused_by_name(string list, string named)
    {
        File.WriteAllText(Path.Combine(_folder, "cutouts.json"), list);

        Assert.Contains(named, Assert.Throws<UserErrorException>(() => CutOutFolder.Load(_folder, [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_missing_or_empty_folder_is_refused()
    {
        Assert.Contains("does not exist", Assert.Throws<UserErrorException>(() => CutOutFolder.Load(_folder + "x", [])).Message, StringComparison.Ordinal);
        Assert.Contains("holds no picture", Assert.Throws<UserErrorException>(() => CutOutFolder.Load(_folder, [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_damaged_picture_is_named()
    {
        File.WriteAllText(Path.Combine(_folder, "dog.png"), "no picture");

        Assert.Contains("dog.png", Assert.Throws<UserErrorException>(() => CutOutFolder.Load(_folder, [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_transparent_picture_is_refused() =>
        Assert.Contains("\"ghost\" is fully transparent", Assert.Throws<ImageDecodeException>(() => CutOut.From("ghost", "", new PixelRaster(2, 2, 4, new byte[16]))).Message, StringComparison.Ordinal);
}
