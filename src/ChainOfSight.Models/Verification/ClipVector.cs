using ChainOfSight.Models.Vision;
using ChainOfSight.Models.Weights;

namespace ChainOfSight.Models.Verification;

/// <summary>Vectors of a CLIP tower: every block on its own grid and on a larger one, interpolated positions, bf16.</summary>
internal static class ClipVector
{
    public static IReadOnlyList<VectorQuantity> Check(string path)
    {
        using var file = new VectorFile(path);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var tower = Load(file);
        var pixels = file.Get("pixels", 4);
        var larger = file.Get("pixels_2x", 4);
        using var wide = tower.WithImageSide((int)larger.shape[3]);
        List<VectorQuantity> found =
        [
            Blocks(file, "block", tower, pixels, VectorLimits.Forward),
            new("interpolated positions", VectorError.Relative(wide.Positions, file.Get("interpolated_positions", 2), "interpolated_positions"), VectorLimits.Positions),
            Blocks(file, "block_2x", wide, larger, VectorLimits.Forward),
        ];
        tower.to(ScalarType.BFloat16);
        found.Add(Blocks(file, "block", tower, pixels, VectorLimits.ForwardBFloat16));
        wide.to(ScalarType.BFloat16);
        found.Add(Blocks(file, "block_2x", wide, larger, VectorLimits.ForwardBFloat16));
        return found;
    }

    private static ClipVisionTower Load(VectorFile file)
    {
        var layers = file.Count("layers");
        var config = new ClipVisionConfig
        {
            Width = (int)file.Get("weight.vision_model.embeddings.class_embedding", 1).shape[0],
            MlpWidth = (int)file.Get("weight.vision_model.encoder.layers.0.mlp.fc1.weight", 2).shape[0],
            Layers = layers,
            Heads = file.Count("heads"),
            Patch = file.Count("patch"),
            ImageSide = (int)file.Get("pixels", 4).shape[3],
            NormEpsilon = file.Number("layer_norm_eps"),
        };
        var tower = new ClipVisionTower(config.Validated(), [.. Enumerable.Range(0, layers)]);
        WeightLoader.Load(tower, file.Weights(), System.IO.Path.GetFileName(file.Path));
        return tower;
    }

    private static VectorQuantity Blocks(VectorFile file, string prefix, ClipVisionTower tower, Tensor pixels, double limit)
    {
        var name = limit == VectorLimits.ForwardBFloat16 ? $"{prefix}, bf16" : prefix;
        var states = tower.call(pixels);
        return VectorError.Largest(name, limit, states.Select((state, i) =>
            ($"{prefix}.{i}", VectorError.Relative(state, file.Get($"{prefix}.{i}", 4), $"{prefix}.{i}"))));
    }
}
