using ChainOfSight.Models.Resampling;
using ChainOfSight.Models.Weights;

namespace ChainOfSight.Models.Verification;

/// <summary>Vectors of a multi-scale resampler: tokens in f32 and bf16, gradients of <c>sum(tokens · upstream)</c>.</summary>
internal static class ResamplerVector
{
    public static IReadOnlyList<VectorQuantity> Check(string path)
    {
        using var file = new VectorFile(path);
        using var scope = NewDisposeScope();
        using var resampler = Load(file);
        var features = Features(file);
        var tokens = resampler.call(features);
        var expected = file.Get("tokens", 3);
        var error = VectorError.Relative(tokens, expected, "tokens");
        var upstream = file.Get("upstream", 3);
        if (!upstream.shape.SequenceEqual(tokens.shape))
        {
            throw new VectorException("upstream must have the shape of tokens");
        }

        (tokens * upstream).sum().backward();
        var gradients = GradientErrors.Of(file, resampler.named_parameters().ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter));
        return [new("tokens", error, VectorLimits.Forward), gradients, LowPrecision(resampler, features, expected)];
    }

    /// <summary>Builds the resampler that a file's weights and metadata describe.</summary>
    public static MultiScaleResampler Load(VectorFile file)
    {
        var windows = file.Counts("windows");
        var weights = file.Weights();
        var scales = windows.Select((window, i) => new ResamplerScale(window, (int)file.Get($"weight.scales.{i}.queries", 4).shape[2])).ToArray();
        if (file.HasText("queries_per_window") && !file.Counts("queries_per_window").SequenceEqual(scales.Select(scale => scale.QueriesPerWindow)))
        {
            throw new VectorException($"the metadata's queries_per_window {file.Text("queries_per_window")} are not those of the weights, [{string.Join(", ", scales.Select(scale => scale.QueriesPerWindow))}]");
        }

        var layout = new ResamplerLayout { Name = System.IO.Path.GetFileNameWithoutExtension(file.Path), Grid = file.Count("grid"), Scales = scales };
        var project = file.Get("weight.project.weight", 2).shape;
        var resampler = new MultiScaleResampler(layout, new()
        {
            Width = (int)project[1],
            Heads = file.Count("heads"),
            Levels = file.Run("features"),
            ContextWidth = (int)file.Get("features.0", 4).shape[3],
            OutputWidth = (int)project[0],
            NormEpsilon = file.Number("layer_norm_eps"),
        });
        WeightLoader.Load(resampler, weights, System.IO.Path.GetFileName(file.Path));
        return resampler;
    }

    public static Tensor[] Features(VectorFile file) =>
        [.. Enumerable.Range(0, file.Run("features")).Select(i => file.Get($"features.{i}", 4))];

    /// <summary>The same forward with bf16 weights; leaves the resampler in bf16.</summary>
    public static VectorQuantity LowPrecision(MultiScaleResampler resampler, IReadOnlyList<Tensor> features, Tensor expected)
    {
        using var noGradient = no_grad();
        resampler.to(ScalarType.BFloat16);
        return new("tokens, bf16", VectorError.Relative(resampler.call(features), expected, "tokens"), VectorLimits.ForwardBFloat16);
    }
}
