using ChainOfSight.Models.Vision;
using ChainOfSight.Models.Weights;

namespace ChainOfSight.Tests.Unit.Models;

/// <summary>Weights come back from disk as they were, and anything that does not fit is named before a weight is touched.</summary>
public sealed class WeightFilesTests
{
    [Fact]
    public void Save_and_load_gives_the_same_bits()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var from = TinyModels.Decoder();
        using var to = TinyModels.Decoder(spread: 1);

        Save(folder.File(WeightFiles.ModelFile), from);
        WeightFiles.Load(WeightLoader.Named(to), folder.Path);

        Assert.All(from.named_parameters(), entry => TensorAssert.Same(entry.parameter, to.get_parameter(entry.name)!));
    }

    [Fact]
    public void Load_folder_in_parts_follows_its_index()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var from = TinyModels.Decoder();
        using var to = TinyModels.Decoder(spread: 1);
        var all = WeightLoader.Named(from);
        foreach (var (part, i) in all.Chunk(9).Select((part, i) => (part, i)))
        {
            WeightFiles.Save(folder.File($"part-{i}.safetensors"), part.Select(entry => KeyValuePair.Create(entry.Key, (Tensor)entry.Value)));
        }

        var map = string.Join(",", all.Keys.Chunk(9).SelectMany((part, i) => part.Select(name => $"\"{name}\":\"part-{i}.safetensors\"")));
        File.WriteAllText(folder.File("model.safetensors.index.json"), $"{{\"weight_map\":{{{map}}}}}");
        WeightFiles.Load(WeightLoader.Named(to), folder.Path);

        Assert.All(from.named_parameters(), entry => TensorAssert.Same(entry.parameter, to.get_parameter(entry.name)!));
    }

    [Fact]
    public void Load_misfit_lists_everything_and_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = TinyModels.Decoder();
        var before = model.EmbeddingTable.clone();
        var weights = WeightLoader.Named(model).ToDictionary(entry => entry.Key, entry => zeros(entry.Value.shape));
        weights.Remove("model.layers.1.mlp.up_proj.weight");
        weights["model.norm.weight"] = zeros(17);
        weights["model.extra"] = zeros(1);
        WeightFiles.Save(folder.File("w.safetensors"), weights);

        var error = Assert.Throws<WeightsException>(() => WeightFiles.Load(WeightLoader.Named(model), folder.File("w.safetensors")));

        Assert.Equal(["model.layers.1.mlp.up_proj.weight"], error.Missing);
        Assert.Equal(["model.extra"], error.Unexpected);
        Assert.Equal(["model.norm.weight [17], the model's is [16]"], error.Mismatched);
        Assert.Contains("model.layers.1.mlp.up_proj.weight", error.Message, StringComparison.Ordinal);
        TensorAssert.Same(before, model.EmbeddingTable);
    }

    [Fact]
    public void Load_folder_without_weights_says_what_is_looked_for()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("neither model.safetensors nor", Assert.Throws<ModelConfigException>(() => WeightFiles.Load(new Dictionary<string, Parameter>(), folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"weight_map":{"a":"../a.safetensors"}}""")]
    [InlineData("""{"weight_map":{}}""")]
    [InlineData("""{}""")]
    public void Load_unsound_index_is_refused(string json)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("model.safetensors.index.json"), json);

        Assert.Contains("weight_map must map", Assert.Throws<ModelConfigException>(() => WeightFiles.Load(new Dictionary<string, Parameter>(), folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vision_model.encoder.layers.23.mlp.fc1.bias", true)]
    [InlineData("vision_model.encoder.layers.22.mlp.fc1.bias", false)]
    [InlineData("vision_model.post_layernorm.weight", true)]
    [InlineData("vision_model.embeddings.position_ids", true)]
    [InlineData("text_model.embeddings.token_embedding.weight", true)]
    [InlineData("vision_model.pre_layrnorm.weights", false)]
    public void MayIgnoreInClip_only_what_the_tower_does_without(string name, bool expected)
    {
        Assert.Equal(expected, PublicNames.MayIgnoreInClip(name, blocks: 23));
    }

    [Fact]
    public void Load_tower_with_fewer_blocks_from_a_whole_clip()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var whole = new ClipVisionTower(TinyModels.TowerConfig, [2]);
        ModelInitializer.Initialize(whole, 5);
        using var tower = new ClipVisionTower(TinyModels.TowerConfig, [0, 1]);
        var weights = WeightLoader.Named(whole).ToDictionary(entry => entry.Key, entry => (Tensor)entry.Value);
        weights["vision_model.post_layernorm.weight"] = ones(16);
        WeightFiles.Save(folder.File("clip.safetensors"), weights);

        WeightFiles.Load(WeightLoader.Named(tower), folder.File("clip.safetensors"), name => PublicNames.MayIgnoreInClip(name, 2));

        TensorAssert.Same(whole.Positions, tower.Positions);
    }

    private static void Save(string path, nn.Module model) =>
        WeightFiles.Save(path, model.named_parameters().Select(entry => KeyValuePair.Create(entry.name, (Tensor)entry.parameter)));
}
