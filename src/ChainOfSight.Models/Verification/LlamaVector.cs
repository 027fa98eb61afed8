using ChainOfSight.Models.Language;
using ChainOfSight.Models.Lora;
using ChainOfSight.Models.Weights;

namespace ChainOfSight.Models.Verification;

/// <summary>Vectors of a Llama decoder behind a visual prefix: logits, loss, gradients, logits with LoRA, bf16.</summary>
internal static class LlamaVector
{
    public static IReadOnlyList<VectorQuantity> Check(string path)
    {
        using var file = new VectorFile(path);
        using var scope = NewDisposeScope();
        var visual = file.Get("visual", 3).clone().requires_grad_(true);
        var ids = file.Ids("input_ids", 2);
        var shape = file.Get("input_ids", 2).shape;
        var (samples, length, prefix) = ((int)shape[0], (int)shape[1], (int)visual.shape[1]);
        var layout = TokenLayout.Build([.. Enumerable.Repeat(length, samples)], new int[samples], prefix);
        using var decoder = Load(file, layout.Longest);
        Tensor Hidden() => decoder.call(SequenceEmbeddings.Join(decoder.Embed(ids), visual.to(decoder.EmbeddingTable.dtype), layout), decoder.Pass(layout));
        double Logits(string name) => VectorError.Relative(
            decoder.Logits(Hidden()).view(samples, layout.Longest, -1), file.Get(name, 3), name);

        var loss = decoder.Loss(Hidden(), LossPositions.Of(layout, file.Ids("labels", 2)));
        if (loss.Tokens == 0)
        {
            throw new VectorException("labels keep no token");
        }

        var mean = loss.Sum / loss.Tokens;
        mean.backward();
        var weights = decoder.named_parameters().ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter);
        List<VectorQuantity> found =
        [
            new("logits", Logits("logits"), VectorLimits.Forward),
            new("loss", VectorError.Relative(mean.view(1), file.Get("loss", 1), "loss"), VectorLimits.Forward),
            GradientErrors.Of(file, new Dictionary<string, Tensor>(weights) { ["visual"] = visual }),
        ];

        using var noGradient = no_grad();
        AttachLora(file, decoder);
        found.Add(new("logits with LoRA", Logits("logits_lora"), VectorLimits.Forward));
        decoder.to(ScalarType.BFloat16);
        found.Add(new("logits with LoRA, bf16", Logits("logits_lora"), VectorLimits.ForwardBFloat16));
        WeightLoader.Load(Lora(decoder), [.. file.Under("lora.").Keys], name => file.Get($"lora.{name}", 2).shape, name => zeros(file.Get($"lora.{name}", 2).shape), "zero LoRA");
        found.Add(new("logits, bf16", Logits("logits"), VectorLimits.ForwardBFloat16));
        return found;
    }

    private static LlamaForCausalLm Load(VectorFile file, int positions)
    {
        var table = file.Get("weight.model.embed_tokens.weight", 2).shape;
        var decoder = new LlamaForCausalLm(new()
        {
            VocabularySize = (int)table[0],
            Width = (int)table[1],
            MlpWidth = (int)file.Get("weight.model.layers.0.mlp.gate_proj.weight", 2).shape[0],
            Layers = file.Count("layers"),
            Heads = file.Count("heads"),
            KeyValueHeads = file.Count("kv_heads"),
            HeadWidth = (int)file.Get("weight.model.layers.0.self_attn.q_proj.weight", 2).shape[0] / file.Count("heads"),
            NormEpsilon = file.Number("rms_norm_eps"),
            RopeTheta = file.Number("rope_theta"),
            MaxPositions = positions,
            TieEmbeddings = !file.Has("weight.lm_head.weight"),
        });
        WeightLoader.Load(decoder, file.Weights(), System.IO.Path.GetFileName(file.Path));
        return decoder;
    }

    private static void AttachLora(VectorFile file, LlamaForCausalLm decoder)
    {
        const string a = ".lora_A.weight";
        var given = file.Under("lora.");
        var config = new LoraConfig
        {
            Rank = file.Count("lora_rank"),
            Alpha = file.Number("lora_alpha"),
            Targets = [.. given.Keys.Where(name => name.EndsWith(a, StringComparison.Ordinal)).Select(name => name[..^a.Length])],
        };
        LoraAdapter.Attach(decoder, config, seed: 0);
        WeightLoader.Load(Lora(decoder), [.. given.Keys], name => given[name].shape, name => given[name].alias(), System.IO.Path.GetFileName(file.Path));
    }

    private static Dictionary<string, Parameter> Lora(LlamaForCausalLm decoder) => decoder.named_parameters()
        .Where(entry => entry.name.Contains(".lora_", StringComparison.Ordinal))
        .ToDictionary(entry => entry.name, entry => entry.parameter);
}
