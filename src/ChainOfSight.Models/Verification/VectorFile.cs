using System.Globalization;
using System.Text.Json;
using ChainOfSight.Tensors.Safetensors;

namespace ChainOfSight.Models.Verification;

/// <summary>A vector file whose missing or malformed parts are <see cref="VectorException"/>s. Tensors belong to the current dispose scope.</summary>
internal sealed class VectorFile(string path) : IDisposable
{
    private const string WeightPrefix = "weight.";
    private readonly SafetensorsFile file = SafetensorsFile.Open(path);

    /// <summary>Path of the file.</summary>
    public string Path => path;

    /// <summary>Names of all tensors.</summary>
    public IEnumerable<string> Names => file.Entries.Select(entry => entry.Name);

    /// <summary>Whether there is a tensor of a name.</summary>
    public bool Has(string name) => file.Contains(name);

    /// <summary>Metadata of a key.</summary>
    public string Text(string key) => file.Metadata.TryGetValue(key, out var text)
        ? text
        : throw new VectorException($"the metadata has no '{key}'");

    /// <summary>Whether there is metadata of a key.</summary>
    public bool HasText(string key) => file.Metadata.ContainsKey(key);

    /// <summary>Metadata that is a whole number above 0.</summary>
    public int Count(string key) => int.TryParse(Text(key), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && value > 0
        ? value
        : throw new VectorException($"the metadata's {key} '{Text(key)}' is no whole number above 0");

    /// <summary>Metadata that is a number.</summary>
    public double Number(string key) => double.TryParse(Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
        ? value
        : throw new VectorException($"the metadata's {key} '{Text(key)}' is no number");

    /// <summary>Metadata that is a list of whole numbers in JSON.</summary>
    public int[] Counts(string key)
    {
        try
        {
            return JsonSerializer.Deserialize<int[]>(Text(key)) ?? [];
        }
        catch (JsonException)
        {
            throw new VectorException($"the metadata's {key} '{Text(key)}' is no list of whole numbers");
        }
    }

    /// <summary>A tensor with a number of dimensions.</summary>
    public Tensor Get(string name, int dimensions)
    {
        if (!file.Contains(name))
        {
            throw new VectorException($"the file has no tensor '{name}'");
        }

        var tensor = file.GetTensor(name);
        return tensor.dim() == dimensions
            ? tensor
            : throw new VectorException($"{name} has {tensor.dim()} dimensions, must have {dimensions}");
    }

    /// <summary>A tensor of whole numbers, row-major.</summary>
    public int[] Ids(string name, int dimensions)
    {
        var tensor = Get(name, dimensions);
        return tensor.dtype is ScalarType.Int64 or ScalarType.Int32
            ? [.. tensor.to(ScalarType.Int64).data<long>().ToArray().Select(id => checked((int)id))]
            : throw new VectorException($"{name} must hold whole numbers (I64 or I32)");
    }

    /// <summary>All tensors of a name's beginning, without that beginning.</summary>
    public Dictionary<string, Tensor> Under(string prefix) => Names
        .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(name => name[prefix.Length..], file.GetTensor, StringComparer.Ordinal);

    /// <summary>The model's weights.</summary>
    public Dictionary<string, Tensor> Weights() => Under(WeightPrefix);

    /// <summary>How many tensors <c>prefix.0</c>, <c>prefix.1</c>, … there are.</summary>
    public int Run(string prefix)
    {
        var count = 0;
        while (Has($"{prefix}.{count}"))
        {
            count++;
        }

        return count > 0 ? count : throw new VectorException($"the file has no tensor '{prefix}.0'");
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
