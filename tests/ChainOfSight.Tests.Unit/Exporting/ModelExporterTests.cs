using System.Text.Json.Nodes;
using ChainOfSight.Data.Images;
using ChainOfSight.Data.Prompts;
using ChainOfSight.Data.Tokenizing;
using ChainOfSight.Models.Language;
using ChainOfSight.Models.Multimodal;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Tests.Unit.Evaluation;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Evaluation;
using ChainOfSight.Training.Exporting;
using ChainOfSight.Training.Generation;
using ChainOfSight.Training.Steps;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Tests.Unit.Exporting;

public sealed class ModelExporterTests(TrainedTinyRun trained) : IClassFixture<TrainedTinyRun>, IDisposable
{
    private readonly Lane _lane = new("test");
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"cos-export-{Guid.NewGuid():N}");

    public void Dispose()
    {
        _lane.DisposeAsync().AsTask().GetAwaiter().GetResult();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>A trained model with LoRA that is exported and read back gives logits that are equal to the bit.</summary>
    [Fact]
    public async Task ExportAsync_read_back_gives_the_same_logits_to_the_bit()
    {
        await using var model = await OpenAsync("fine");
        await ModelExporter.ExportAsync(model, new ExportOptions { Folder = _folder });

        var (expected, found) = await _lane.RunAsync(() =>
        {
            using var back = ExportedModel.Load(_folder);
            return (Logits(((MultimodalStageModel)model.Model).Model), Logits(back));
        });

        Assert.True(expected.Length > 0 && expected.Any(value => value != 0));
        Assert.Equal(expected, found);
        Assert.True(new FileInfo(Path.Combine(_folder, "adapter", "adapter_model.safetensors")).Length > 0);
    }

    /// <summary>The folders hold what Hugging Face's and PEFT's loaders look for, under their names.</summary>
    [Fact]
    public async Task ExportAsync_folders_hold_the_public_names()
    {
        await using var model = await OpenAsync("fine");
        await ModelExporter.ExportAsync(model, new ExportOptions { Folder = _folder });

        Assert.Equal(["adapter", "language_model", "resampler", "vision_tower"], Directory.GetDirectories(_folder).Select(Path.GetFileName).Order());
        Assert.Equal("llama", Json("language_model", "config.json")["model_type"]!.GetValue<string>());
        Assert.Equal("clip_vision_model", Json("vision_tower", "config.json")["model_type"]!.GetValue<string>());
        Assert.Equal("many", Json("resampler", "config.json")["layout"]!["name"]!.GetValue<string>());
        Assert.Equal(2, Json("adapter", "adapter_config.json")["r"]!.GetValue<int>());
        Assert.Contains("base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight", Names("adapter", "adapter_model.safetensors"));
        Assert.DoesNotContain(Names("language_model", "model.safetensors"), name => name.Contains("lora", StringComparison.Ordinal));
        Assert.Contains("layout `many`", await File.ReadAllTextAsync(Path.Combine(_folder, "README.md")), StringComparison.Ordinal);
    }

    /// <summary>A checkpoint of a language stage exports its language model alone; one of a vision stage its tower alone.</summary>
    [Theory]
    [InlineData("words", "adapter,language_model")]
    [InlineData("eyes", "vision_tower")]
    public async Task ExportAsync_stage_with_one_part_exports_that_part(string stage, string folders)
    {
        await using var model = await OpenAsync(stage);
        await ModelExporter.ExportAsync(model, new ExportOptions { Folder = _folder });

        Assert.Equal(folders, string.Join(',', Directory.GetDirectories(_folder).Select(Path.GetFileName).Order()));
        Assert.Throws<ExportException>(() => ExportedModel.Load(_folder));
    }

    /// <summary>An export never writes over a folder unless it is told to, and leaves nothing half done beside it.</summary>
    [Fact]
    public async Task ExportAsync_existing_folder_is_refused_unless_overwritten()
    {
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "mine.txt"), "mine");
        await using var model = await OpenAsync("words");

        await Assert.ThrowsAsync<ExportException>(() => ModelExporter.ExportAsync(model, new ExportOptions { Folder = _folder }));
        Assert.Equal(["mine.txt"], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName));
        await ModelExporter.ExportAsync(model, new ExportOptions { Folder = _folder, Overwrite = true });
        Assert.False(File.Exists(Path.Combine(_folder, "mine.txt")));
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), Path.GetFileName(_folder) + ".*.partial"));
    }

    /// <summary>A damaged configuration of an export is an error that names the file.</summary>
    [Fact]
    public async Task Load_damaged_configuration_is_a_named_error()
    {
        await using var model = await OpenAsync("fine");
        await ModelExporter.ExportAsync(model, new ExportOptions { Folder = _folder });
        var path = Path.Combine(_folder, "resampler", "config.json");
        await File.WriteAllTextAsync(path, "{\"model_type\": \"other\"}");

        Assert.Contains(path, Assert.Throws<ExportException>(() => ExportedModel.Load(_folder)).Message, StringComparison.Ordinal);
    }

    /// <summary>An opened checkpoint answers about pictures: the same each time, sampled by its seed, and never longer than asked for.</summary>
    [Fact]
    public async Task AnswerAsync_checkpoint_answers_by_its_options()
    {
        await using var model = await OpenAsync("fine");
        var image = PixelImage.Filled(24, 12, new RgbColour(200, 20, 20));
        ImageQuestion[] questions = [new(image, "what?"), new(null, "abc"), new(image, "what is it?")];
        var greedy = model.Answerer(new PromptOptions(), new GenerationOptions { MaxNewTokens = 5 });
        var sampled = model.Answerer(new PromptOptions(), new GenerationOptions { MaxNewTokens = 5, Temperature = 1.5, TopP = 0.9, Seed = 7 });

        var answers = await greedy.AnswerAsync(questions, CancellationToken.None);

        Assert.Equal(answers, await greedy.AnswerAsync(questions, CancellationToken.None));
        Assert.Equal(await sampled.AnswerAsync(questions, CancellationToken.None), await sampled.AnswerAsync(questions, CancellationToken.None));
        Assert.All(answers, answer => Assert.True(answer.Length <= 5, answer));
        Assert.Equal(answers[0], (await greedy.AnswerAsync([questions[0]], CancellationToken.None))[0]);
    }

    /// <summary>A checkpoint of a stage that sees no images says so when it is asked about one.</summary>
    [Fact]
    public async Task Answerer_checkpoint_without_images_is_refused()
    {
        await using var model = await OpenAsync("words");
        Assert.Contains("words", Assert.Throws<GenerationException>(() => model.Answerer(new PromptOptions(), new GenerationOptions())).Message, StringComparison.Ordinal);
    }

    private async Task<CheckpointModel> OpenAsync(string stage)
    {
        var newest = (await new CheckpointCatalog(trained.Store).ListAsync("tiny")).First(info => info.Name.Stage == stage);
        var content = await new CheckpointReader(trained.Store).ReadAsync(newest.Name);
        return await CheckpointModel.OpenAsync(newest.Name.Title, content, (_, _) => Task.FromResult<ITokenizer>(new TinyTokenizer()), _lane, torch.CPU);
    }

    private static float[] Logits(VisionLanguageModel model)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var side = model.Tower.Config.ImageSide;
        var pixels = tensor([.. Enumerable.Range(0, 3 * side * side).Select(i => MathF.Sin(i))], dtype: ScalarType.Float32).view(1, 3, side, side);
        var layout = TokenLayout.Build([3], [0], model.Projector.Layout.Tokens);
        var rows = SequenceEmbeddings.Join(model.Decoder.Embed([1, 2, 3]), model.Projector.call(model.Features(pixels)), layout);
        return model.Decoder.Logits(model.Decoder.call(rows, model.Decoder.Pass(layout))).data<float>().ToArray();
    }

    private JsonNode Json(string part, string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, part, file)))!;

    private List<string> Names(string part, string file)
    {
        using var weights = ChainOfSight.Tensors.Safetensors.SafetensorsFile.Open(Path.Combine(_folder, part, file));
        return [.. weights.Entries.Select(entry => entry.Name)];
    }
}
