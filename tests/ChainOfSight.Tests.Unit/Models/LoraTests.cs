using ChainOfSight.Models.Language;
using ChainOfSight.Models.Lora;
using ChainOfSight.Models.Weights;

namespace ChainOfSight.Tests.Unit.Models;

/// <summary>Adapters change nothing at first, the same merged or not, and bear PEFT's names.</summary>
public sealed class LoraTests
{
    private static readonly LoraConfig Config = new() { Rank = 3, Alpha = 6 };

    [Fact]
    public void Attach_changes_no_output()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var decoder = TinyModels.Decoder();
        var before = Logits(decoder);

        LoraAdapter.Attach(decoder, Config, seed: 1);

        TensorAssert.Same(before, Logits(decoder));
    }

    [Fact]
    public void Attach_names_are_those_of_PEFT()
    {
        using var decoder = TinyModels.Decoder();

        var names = LoraAdapter.Attach(decoder, Config with { Targets = ["q_proj", "down_proj"] }, seed: 1).Parameters().Keys;

        Assert.Equal(8, names.Count);
        Assert.Contains("base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight", names);
        Assert.Contains("base_model.model.model.layers.1.mlp.down_proj.lora_B.weight", names);
    }

    [Fact]
    public void Merge_gives_the_same_logits_and_Unmerge_the_same_weights()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var decoder = TinyModels.Decoder();
        var adapter = Adapt(decoder);
        var weight = decoder.get_parameter("model.layers.0.mlp.up_proj.weight")!.clone();
        var unmerged = Logits(decoder);

        adapter.Merge();
        var merged = Logits(decoder);
        Assert.True((decoder.get_parameter("model.layers.0.mlp.up_proj.weight")! - weight).abs().max().item<float>() > 1e-3);
        adapter.Unmerge();

        TensorAssert.Close(unmerged, merged);
        TensorAssert.Same(weight, decoder.get_parameter("model.layers.0.mlp.up_proj.weight")!);
        TensorAssert.Same(unmerged, Logits(decoder));
    }

    [Fact]
    public void MergedWeights_in_a_plain_decoder_give_the_same_logits()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var decoder = TinyModels.Decoder();
        var adapter = Adapt(decoder);
        using var plain = TinyModels.Decoder();

        foreach (var (name, weight) in adapter.MergedWeights())
        {
            plain.get_parameter(name)!.copy_(weight);
        }

        TensorAssert.Close(Logits(decoder), Logits(plain));
    }

    [Fact]
    public void Backward_with_a_frozen_decoder_reaches_the_adapters_only()
    {
        using var scope = NewDisposeScope();
        using var decoder = TinyModels.Decoder();
        foreach (var parameter in decoder.parameters())
        {
            parameter.requires_grad_(false);
        }

        var adapter = Adapt(decoder);
        Logits(decoder).square().sum().backward();

        Assert.All(adapter.Parameters(), entry => Assert.NotNull(entry.Value.grad));
        Assert.Null(decoder.EmbeddingTable.grad);
    }

    /// <summary>Rows go through one product that adds, anything else through composed operators.</summary>
    [Theory]
    [InlineData(1, 7, 5, 2)]
    [InlineData(6, 16, 24, 3)]
    [InlineData(33, 40, 17, 16)]
    public void Forward_of_rows_is_that_of_composed_operators_and_so_are_its_gradients(int rows, int inputs, int outputs, int rank)
    {
        using var scope = NewDisposeScope();
        using var map = new AdaptableLinear(inputs, outputs);
        map.Attach(rank, alpha: 8);
        var (a, b) = map.Adapter!.Value;
        using (no_grad())
        {
            map.Weight.copy_(TensorAssert.Noise(1, outputs, inputs));
            a.copy_(TensorAssert.Noise(2, rank, inputs));
            b.copy_(TensorAssert.Noise(3, outputs, rank));
        }

        map.Weight.requires_grad = false;
        var given = TensorAssert.Noise(4, rows, inputs).requires_grad_();
        var weights = TensorAssert.Noise(5, rows, outputs);

        var output = map.call(given);
        (output * weights).sum().backward();
        var gradients = Taken();
        var composed = map.call(given.unsqueeze(0)).squeeze(0);
        (composed * weights).sum().backward();

        TensorAssert.Close(composed, output);
        foreach (var (wanted, got) in Taken().Zip(gradients))
        {
            TensorAssert.Close(wanted, got);
        }

        Tensor[] Taken()
        {
            Tensor[] taken = [given.grad!.clone(), a.grad!.clone(), b.grad!.clone()];
            (given.grad, a.grad, b.grad) = (null, null, null);
            return taken;
        }
    }

    [Fact]
    public void Attach_unknown_target_names_the_known_ones()
    {
        using var decoder = TinyModels.Decoder();

        var error = Assert.Throws<ModelConfigException>(() => LoraAdapter.Attach(decoder, Config with { Targets = ["q_proj", "c_attn"] }, 1));

        Assert.Contains("c_attn", error.Message, StringComparison.Ordinal);
        Assert.Contains("gate_proj", error.Message, StringComparison.Ordinal);
    }

    private static LoraAdapter Adapt(LlamaForCausalLm decoder)
    {
        var adapter = LoraAdapter.Attach(decoder, Config, seed: 1);
        foreach (var (name, parameter) in adapter.Parameters())
        {
            KeyedInitializer.Normal(parameter, 0.2, seed: 9, name);
        }

        return adapter;
    }

    private static Tensor Logits(LlamaForCausalLm decoder) =>
        decoder.Logits(decoder.call(decoder.Embed([5, 9, 30, 2]), decoder.Pass(TokenLayout.OfText([4]))));
}
