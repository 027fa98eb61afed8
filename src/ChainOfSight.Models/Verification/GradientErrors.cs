namespace ChainOfSight.Models.Verification;

/// <summary>Gradients of a model's weights against those of a vector file.</summary>
internal static class GradientErrors
{
    /// <summary>Compares every gradient that the file holds with the model's, and demands one for every weight.</summary>
    /// <param name="file">Holds <c>grad.*</c>.</param>
    /// <param name="weights">The model's weights by name, after backward.</param>
    public static VectorQuantity Of(VectorFile file, IReadOnlyDictionary<string, Tensor> weights)
    {
        foreach (var name in weights.Keys.Where(name => !file.Has($"grad.{name}")))
        {
            throw new VectorException($"the file has no tensor 'grad.{name}'");
        }

        return VectorError.Largest("gradients", VectorLimits.Gradient, weights.Select(entry => (entry.Key, Error(file, entry.Key, entry.Value))));
    }

    private static double Error(VectorFile file, string name, Tensor weight)
    {
        var expected = file.Get($"grad.{name}", weight.shape.Length);
        return VectorError.Relative(weight.grad ?? zeros(weight.shape), expected, $"grad.{name}");
    }
}
