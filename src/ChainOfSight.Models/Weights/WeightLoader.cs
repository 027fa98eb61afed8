namespace ChainOfSight.Models.Weights;

/// <summary>Copies weights into a model by name, all or none.</summary>
public static class WeightLoader
{
    /// <summary>Checks every name and shape first, then copies; values are cast to the model's type.</summary>
    /// <param name="target">The model's weights by name.</param>
    /// <param name="names">Names of the weights at hand.</param>
    /// <param name="shape">Shape of the weight of a name.</param>
    /// <param name="read">The weight of a name; disposed here after its copy.</param>
    /// <param name="source">Where the weights come from, for messages.</param>
    /// <param name="mayIgnore">Weights at hand that the model need not have; null: none.</param>
    /// <exception cref="WeightsException">A name is missing or unexpected, or a shape differs; nothing was copied.</exception>
    public static void Load(
        IReadOnlyDictionary<string, Parameter> target,
        IReadOnlyCollection<string> names,
        Func<string, IReadOnlyList<long>> shape,
        Func<string, Tensor> read,
        string source,
        Func<string, bool>? mayIgnore = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(read);
        var given = names.ToHashSet(StringComparer.Ordinal);
        string[] missing = [.. target.Keys.Where(name => !given.Contains(name)).Order(StringComparer.Ordinal)];
        string[] unexpected = [.. given.Where(name => !target.ContainsKey(name) && mayIgnore?.Invoke(name) != true).Order(StringComparer.Ordinal)];
        string[] mismatched = [.. target
            .Where(entry => given.Contains(entry.Key) && !shape(entry.Key).SequenceEqual(entry.Value.shape))
            .Select(entry => $"{entry.Key} [{string.Join(", ", shape(entry.Key))}], the model's is [{string.Join(", ", entry.Value.shape)}]")
            .Order(StringComparer.Ordinal)];
        if (missing.Length + unexpected.Length + mismatched.Length > 0)
        {
            throw new WeightsException(source, missing, unexpected, mismatched);
        }

        using var noGradient = no_grad();
        foreach (var (name, parameter) in target)
        {
            using var tensor = read(name);
            parameter.copy_(tensor);
        }
    }

    /// <summary>Copies weights from tensors in memory; see the other overload.</summary>
    /// <param name="target">The model.</param>
    /// <param name="state">Weights by the model's names; unchanged.</param>
    /// <param name="source">Where the weights come from, for messages.</param>
    /// <exception cref="WeightsException">A name is missing or unexpected, or a shape differs; nothing was copied.</exception>
    public static void Load(nn.Module target, IReadOnlyDictionary<string, Tensor> state, string source)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(state);
        Load(Named(target), [.. state.Keys], name => state[name].shape, name => state[name].alias(), source);
    }

    /// <summary>A model's weights by name.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prefix">Put in front of every name.</param>
    public static Dictionary<string, Parameter> Named(nn.Module model, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.named_parameters().ToDictionary(entry => prefix + entry.name, entry => entry.parameter, StringComparer.Ordinal);
    }
}
