namespace ChainOfSight.Models.Weights;

/// <summary>Counts weights; on a model built on the meta device this needs none of its memory.</summary>
public static class ParameterCount
{
    /// <summary>Weights of a model or part.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prefix">Counts only names that start with it; default all.</param>
    public static long Of(nn.Module model, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.named_parameters().Where(entry => entry.name.StartsWith(prefix, StringComparison.Ordinal)).Sum(entry => entry.parameter.numel());
    }
}
