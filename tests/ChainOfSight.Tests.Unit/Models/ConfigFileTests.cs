using ChainOfSight.Models.Language;
using ChainOfSight.Models.Lora;
using ChainOfSight.Models.Vision;
using ChainOfSight.Models.Weights;

namespace ChainOfSight.Tests.Unit.Models;

/// <summary>Hugging Face's configuration files are read and written, and what cannot be run is refused with all faults.</summary>
public sealed class ConfigFileTests
{
    [Fact]
    public void Llama_written_and_read_is_the_same()
    {
        var config = new LlamaConfig
        {
            VocabularySize = 512, Width = 64, MlpWidth = 128, Layers = 2, Heads = 4, KeyValueHeads = 2, HeadWidth = 16,
            NormEpsilon = 1e-6, RopeTheta = 500_000, MaxPositions = 256, TieEmbeddings = true, BosId = 1, EosIds = [2, 3],
        };

        var back = LlamaConfigFile.Parse(LlamaConfigFile.Write(config));

        Assert.Equal(config.EosIds, back.EosIds);
        Assert.Equal(config, back with { EosIds = config.EosIds });
    }

    [Fact]
    public void Llama_two_faults_are_both_reported()
    {
        var error = Assert.Throws<ModelConfigException>(() => LlamaConfigFile.Parse(
            """{"model_type":"mistral","vocab_size":"many","hidden_size":64,"intermediate_size":128,"num_hidden_layers":2,"num_attention_heads":4}"""));

        Assert.Contains("model_type mistral: must be llama", error.Message, StringComparison.Ordinal);
        Assert.Contains("vocab_size \"many\": must be a whole number", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Faults.Count);
    }

    [Theory]
    [InlineData("{", "is no valid JSON")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("""{"vocab_size":512,"hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4}""", "intermediate_size is missing")]
    [InlineData("""{"vocab_size":512,"hidden_size":64,"intermediate_size":128,"num_hidden_layers":2,"num_attention_heads":4,"rope_scaling":{"rope_type":"llama3"}}""", "rope_scaling llama3: scaled rotary positions are not supported")]
    [InlineData("""{"vocab_size":512,"hidden_size":64,"intermediate_size":128,"num_hidden_layers":2,"num_attention_heads":4,"num_key_value_heads":3}""", "num_key_value_heads 3: must divide num_attention_heads 4")]
    [InlineData("""{"vocab_size":512,"hidden_size":62,"intermediate_size":128,"num_hidden_layers":2,"num_attention_heads":4}""", "hidden_size 62: must be a multiple")]
    [InlineData("""{"vocab_size":512,"hidden_size":64,"intermediate_size":128,"num_hidden_layers":2,"num_attention_heads":4,"attention_bias":true}""", "attention_bias true")]
    [InlineData("""{"vocab_size":512,"hidden_size":64,"intermediate_size":128,"num_hidden_layers":2,"num_attention_heads":4,"eos_token_id":512}""", "512: must be an id below vocab_size 512")]
    public void Llama_unusable_file_says_what_and_why(string json, string expected)
    {
        var error = Assert.Throws<ModelConfigException>(() => LlamaConfigFile.Parse(json, "model/config.json"));

        Assert.StartsWith("model/config.json: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Llama_rotary_base_of_newer_files_is_read()
    {
        var config = LlamaConfigFile.Parse(
            """{"vocab_size":512,"hidden_size":64,"intermediate_size":128,"num_hidden_layers":2,"num_attention_heads":4,"rope_parameters":{"rope_type":"default","rope_theta":123456.0}}""");

        Assert.Equal(123_456, config.RopeTheta);
    }

    [Fact]
    public void Clip_written_and_read_is_the_same()
    {
        var config = new ClipVisionConfig { Width = 64, MlpWidth = 128, Layers = 3, Heads = 4, Patch = 8, ImageSide = 64, NormEpsilon = 1e-6 };

        Assert.Equal(config, ClipVisionConfigFile.Parse(ClipVisionConfigFile.Write(config)));
    }

    [Fact]
    public void Clip_whole_model_reads_its_vision_part()
    {
        var config = ClipVisionConfigFile.Parse(
            """{"model_type":"clip","vision_config":{"hidden_size":1024,"intermediate_size":4096,"num_hidden_layers":24,"num_attention_heads":16,"patch_size":14,"image_size":336}}""");

        Assert.Equal(new ClipVisionConfig { ImageSide = 336 }, config);
    }

    [Fact]
    public void Clip_image_that_is_no_multiple_of_the_patch_is_refused()
    {
        var error = Assert.Throws<ModelConfigException>(() => ClipVisionConfigFile.Parse("""{"image_size":225,"patch_size":14,"hidden_act":"gelu"}"""));

        Assert.Contains("hidden_act gelu: must be quick_gelu", error.Message, StringComparison.Ordinal);
        Assert.Throws<ModelConfigException>(() => (new ClipVisionConfig { ImageSide = 225 }).Validated());
    }

    [Fact]
    public void Lora_written_and_read_is_the_same()
    {
        var config = new LoraConfig { Rank = 8, Alpha = 16, Targets = ["q_proj", "v_proj"] };

        var back = LoraConfigFile.Parse(LoraConfigFile.Write(config, "base"));

        Assert.Equal(config.Targets, back.Targets);
        Assert.Equal(config, back with { Targets = config.Targets });
    }

    [Theory]
    [InlineData("""{"peft_type":"IA3","r":4,"lora_alpha":8,"target_modules":["q_proj"]}""", "peft_type IA3: must be LORA")]
    [InlineData("""{"r":0,"lora_alpha":8,"target_modules":["q_proj"]}""", "r 0: must be 1 to")]
    [InlineData("""{"r":4,"lora_alpha":8,"target_modules":"all-linear"}""", "target_modules \"all-linear\": must be a list of names")]
    [InlineData("""{"r":4,"lora_alpha":8,"target_modules":[]}""", "must name at least one linear map")]
    [InlineData("""{"r":4,"lora_alpha":8,"target_modules":["q_proj"],"use_dora":true}""", "use_dora true: is not supported")]
    public void Lora_unusable_file_says_what_and_why(string json, string expected)
    {
        Assert.Contains(expected, Assert.Throws<ModelConfigException>(() => LoraConfigFile.Parse(json)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("q_proj", "model.layers.0.self_attn.q_proj", true)]
    [InlineData("q_proj", "model.layers.0.self_attn.xq_proj", false)]
    [InlineData("model.layers.1.mlp.up_proj", "model.layers.1.mlp.up_proj", true)]
    [InlineData("model.layers.1.mlp.up_proj", "model.layers.11.mlp.up_proj", false)]
    public void Lora_target_matches_whole_ends_of_names(string target, string name, bool expected)
    {
        Assert.Equal(expected, new LoraConfig { Targets = [target] }.Matches(name));
    }
}
