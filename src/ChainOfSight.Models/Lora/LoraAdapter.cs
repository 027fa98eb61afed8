using ChainOfSight.Models.Weights;

namespace ChainOfSight.Models.Lora;

/// <summary>The adapters of one model: attaches them, switches them into the weights and out again, names them as PEFT does.</summary>
public sealed class LoraAdapter
{
    private const string PeftPrefix = "base_model.model.";
    private readonly IReadOnlyList<(string Name, AdaptableLinear Map)> maps;

    private LoraAdapter(LoraConfig config, IReadOnlyList<(string, AdaptableLinear)> maps)
    {
        Config = config;
        this.maps = maps;
    }

    /// <summary>Rank, alpha, targets.</summary>
    public LoraConfig Config { get; }

    /// <summary>Names of the linear maps that carry an adapter.</summary>
    public IEnumerable<string> MapNames => maps.Select(map => map.Name);

    /// <summary>Adds adapters to a model. A is drawn from a seed, B is zero, so the model's output does not change yet.</summary>
    /// <param name="model">A model whose targets are <see cref="AdaptableLinear"/>, such as a decoder.</param>
    /// <param name="config">Rank, alpha, targets.</param>
    /// <param name="seed">Seed of A.</param>
    /// <exception cref="ModelConfigException">Impossible values, or targets that no linear map's name ends in.</exception>
    public static LoraAdapter Attach(nn.Module model, LoraConfig config, long seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(config);
        config.Validated();
        var all = model.named_modules().Where(m => m.module is AdaptableLinear).Select(m => (Name: m.name, Map: (AdaptableLinear)m.module)).ToArray();
        var faults = new ConfigFaults("LoRA");
        foreach (var target in config.Targets.Where(target => !all.Any(m => new LoraConfig { Targets = [target] }.Matches(m.Name))))
        {
            var known = all.Select(m => m.Name[(m.Name.LastIndexOf('.') + 1)..]).Distinct();
            faults.Add($"target_modules {target}: no linear map of the model has such a name; there are {string.Join(", ", known)}");
        }

        faults.ThrowIfAny();
        var chosen = all.Where(m => config.Matches(m.Name)).ToArray();
        foreach (var (name, map) in chosen)
        {
            map.Attach(config.Rank, config.Alpha);
            var a = map.Adapter!.Value.A;

            // PEFT's start: uniform in ±√(3 / inputs) · √(1/3), which is torch's own start of a linear map.
            KeyedInitializer.Uniform(a, 1 / Math.Sqrt(a.shape[1]), seed, $"{name}.lora_A.weight");
        }

        return new(config, chosen);
    }

    /// <summary>All weights of the adapters by PEFT's names, such as <c>base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight</c>.</summary>
    public Dictionary<string, Parameter> Parameters()
    {
        var result = new Dictionary<string, Parameter>();
        foreach (var (name, map) in maps)
        {
            var (a, b) = map.Adapter!.Value;
            result[$"{PeftPrefix}{name}.lora_A.weight"] = a;
            result[$"{PeftPrefix}{name}.lora_B.weight"] = b;
        }

        return result;
    }

    /// <summary>The merged weight of each map by the model's own names, such as <c>model.layers.0.self_attn.q_proj.weight</c>, one at a time.</summary>
    /// <returns>Names with tensors that the caller disposes.</returns>
    public IEnumerable<(string Name, Tensor Weight)> MergedWeights() => maps.Select(map => ($"{map.Name}.weight", map.Map.MergedWeight()));

    /// <summary>Puts every adapter's product into its weight, for faster inference; a copy of each weight is kept. Training then changes nothing.</summary>
    public void Merge()
    {
        foreach (var (_, map) in maps)
        {
            map.Merge();
        }
    }

    /// <summary>Undoes <see cref="Merge"/>; weights are as before, to the bit.</summary>
    public void Unmerge()
    {
        foreach (var (_, map) in maps)
        {
            map.Unmerge();
        }
    }
}
