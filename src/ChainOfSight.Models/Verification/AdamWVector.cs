using System.Globalization;
using ChainOfSight.Tensors.Optim;
using ChainOfSight.Tensors.Safetensors;

namespace ChainOfSight.Models.Verification;

/// <summary>Vectors of AdamW: some steps of a linear model with a schedule and clipping; losses, gradient norms, final weights.</summary>
internal static class AdamWVector
{
    private static readonly string[] Needed = ["weight", "bias", "inputs", "targets", "learning_rate", "loss", "grad_norm", "weight_final", "bias_final"];

    public static IReadOnlyList<VectorQuantity> Check(string path)
    {
        using var scope = NewDisposeScope();
        using var file = SafetensorsFile.Open(path);
        if (Array.Find(Needed, name => !file.Contains(name)) is { } missing)
        {
            throw new VectorException($"the file has no tensor '{missing}'");
        }

        var tensors = Needed.ToDictionary(name => name, file.GetTensor);
        var (weight, bias) = (new Parameter(tensors["weight"].clone()), new Parameter(tensors["bias"].clone()));
        using var optimizer = new MultiTensorAdamW(
            [
                new AdamWGroup([("weight", weight)], WeightDecay: Number(file, "weight_decay_on_weight")),
                new AdamWGroup([("bias", bias)], WeightDecay: Number(file, "weight_decay_on_bias")),
            ],
            new AdamWOptions { Beta1 = Number(file, "beta1"), Beta2 = Number(file, "beta2"), Epsilon = Number(file, "eps"), ClipNorm = Number(file, "clip_norm") });

        var rates = tensors["learning_rate"].to(ScalarType.Float64).data<double>().ToArray();
        var (losses, norms) = (new double[rates.Length], new double[rates.Length]);
        for (var step = 0; step < rates.Length; step++)
        {
            using var each = NewDisposeScope();
            optimizer.ClearGradients();
            var loss = (tensors["inputs"].select(0, step).matmul(weight) + bias - tensors["targets"].select(0, step)).square().mean();
            loss.backward();
            (losses[step], norms[step]) = (loss.item<float>(), optimizer.Step(rates[step]));
        }

        return
        [
            new("losses", Error(losses, tensors["loss"]), VectorLimits.AdamW),
            new("gradient norms", Error(norms, tensors["grad_norm"]), VectorLimits.AdamW),
            new("final weight", Error(Values(weight), tensors["weight_final"]), VectorLimits.AdamW),
            new("final bias", Error(Values(bias), tensors["bias_final"]), VectorLimits.AdamW),
        ];
    }

    private static double[] Values(Tensor values) => values.detach().to(ScalarType.Float64).data<double>().ToArray();

    private static double Error(double[] actual, Tensor expected)
    {
        var wanted = Values(expected);
        return wanted.Length != actual.Length
            ? throw new VectorException($"the expected values are {wanted.Length}, the file's other tensors lead to {actual.Length}")
            : actual.Zip(wanted, (a, b) => Math.Abs(a - b)).Max() / wanted.Max(Math.Abs);
    }

    private static double Number(SafetensorsFile file, string key) => !file.Metadata.TryGetValue(key, out var text)
        ? throw new VectorException($"the metadata has no '{key}'")
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw new VectorException($"the metadata's {key} '{text}' is no number");
}
