using ChainOfSight.Models.Verification;

namespace ChainOfSight.Tests.Unit.Models;

/// <summary>The models reproduce the independent statement's numbers, and a damaged vector file is an error of its own.</summary>
public sealed class VectorTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", "vectors");

    public static TheoryData<string, int> Files => new()
    {
        { "resampler-80", 3 },
        { "inflate-80-at-448", 4 },
        { "inflate-336-at-224", 4 },
        { "inflate-336-at-448", 4 },
        { "inflate-1296-at-448", 4 },
        { "clip-vision", 5 },
        { "llama", 6 },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void VerifyFile_given_vectors_are_within_the_limits(string file, int quantities)
    {
        var report = new VectorVerifier().VerifyFile(Path.Combine(Folder, $"{file}.safetensors"));

        Assert.Null(report.Failure);
        Assert.Equal(quantities, report.Quantities.Count);
        Assert.All(report.Quantities, quantity => Assert.True(quantity.Passes, quantity.ToString()));
    }

    [Fact]
    public void Verify_folder_reports_every_file_and_hands_other_forms_to_their_checks()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Folder, "inflate-80-at-448.safetensors"), folder.File("inflate-orphan.safetensors"));
        File.WriteAllText(folder.File("llama-cut.safetensors"), "too short");
        File.WriteAllText(folder.File("tokenizers.json"), "{}");
        File.WriteAllText(folder.File("bicubic-1.safetensors"), "judged by its check");
        File.WriteAllText(folder.File("README.md"), "no vector");

        var verifier = new VectorVerifier(new Dictionary<string, VectorCheck> { ["bicubic"] = _ => [new("pixels", 0.5, 0.1)] });
        var reports = verifier.Verify(folder.Path).ToDictionary(report => report.File);

        Assert.Equal(4, reports.Count);
        Assert.All(reports.Values, report => Assert.False(report.Passes));
        Assert.Contains("its parent resampler-80.safetensors is not in the same folder", reports["inflate-orphan.safetensors"].Failure, StringComparison.Ordinal);
        Assert.Contains("llama-cut.safetensors", reports["llama-cut.safetensors"].Failure, StringComparison.Ordinal);
        Assert.Contains("no check for tokenizers", reports["tokenizers.json"].Failure, StringComparison.Ordinal);
        Assert.Equal(0.5, Assert.Single(reports["bicubic-1.safetensors"].Quantities).Error);
    }

    [Fact]
    public void Verify_folder_without_vectors_is_refused()
    {
        using var folder = new TemporaryFolder();

        Assert.Throws<VectorException>(() => new VectorVerifier().Verify(folder.Path));
        Assert.Throws<VectorException>(() => new VectorVerifier().Verify(folder.File("missing")));
    }

    [Theory]
    [InlineData("resampler-80", "weight.norm.bias", "missing: norm.bias")]
    [InlineData("resampler-80", "upstream", "no tensor 'upstream'")]
    [InlineData("resampler-80", "grad.norm.bias", "no tensor 'grad.norm.bias'")]
    [InlineData("resampler-80", "@heads", "no 'heads'")]
    [InlineData("llama", "grad.visual", "no tensor 'grad.visual'")]
    [InlineData("llama", "@rope_theta", "no 'rope_theta'")]
    [InlineData("clip-vision", "interpolated_positions", "no tensor 'interpolated_positions'")]
    [InlineData("inflate-80-at-448", "@windows", "no 'windows'")]
    public void VerifyFile_missing_part_is_named(string file, string part, string expected)
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Folder, "resampler-80.safetensors"), folder.File("resampler-80.safetensors"), true);
        var path = folder.File($"{file}.safetensors");
        VectorEdit.Without(Path.Combine(Folder, $"{file}.safetensors"), path, part);

        Assert.Contains(expected, new VectorVerifier().VerifyFile(path).Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resampler-80", "windows", "[16, 5]", "window 5: the window must divide the grid")]
    [InlineData("resampler-80", "windows", "16", "is no list of whole numbers")]
    [InlineData("resampler-80", "heads", "5", "must be a multiple of heads 5")]
    [InlineData("resampler-80", "heads", "many", "is no whole number above 0")]
    [InlineData("resampler-80", "queries_per_window", "[16, 5]", "are not those of the weights")]
    [InlineData("inflate-80-at-448", "parents", "[0, 7]", "parent 7: must be a scale of")]
    [InlineData("inflate-80-at-448", "parent", "../resampler-80", "must be the name of a file in the same folder")]
    [InlineData("llama", "layers", "3", "missing: model.layers.2.")]
    [InlineData("llama", "kv_heads", "3", "must divide num_attention_heads 4")]
    public void VerifyFile_wrong_metadata_is_named(string file, string key, string value, string expected)
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Folder, "resampler-80.safetensors"), folder.File("resampler-80.safetensors"), true);
        var path = folder.File($"{file}.safetensors");
        VectorEdit.WithMetadata(Path.Combine(Folder, $"{file}.safetensors"), path, key, value);

        Assert.Contains(expected, new VectorVerifier().VerifyFile(path).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void VerifyFile_changed_weight_is_past_the_limit()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("resampler-80.safetensors");
        VectorEdit.WithFloat(Path.Combine(Folder, "resampler-80.safetensors"), path, "weight.norm.weight", index: 3, value => value + 0.01f);

        var report = new VectorVerifier().VerifyFile(path);

        Assert.Null(report.Failure);
        Assert.False(report.Passes);
        Assert.False(report.Quantities[0].Passes);
    }

    [Fact]
    public void VerifyFile_unknown_name_is_judged_by_its_content()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Folder, "clip-vision.safetensors"), folder.File("tower.safetensors"));

        Assert.True(new VectorVerifier().VerifyFile(folder.File("tower.safetensors")).Passes);
    }
}
