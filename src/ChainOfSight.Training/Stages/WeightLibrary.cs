using ChainOfSight.Training.Checkpoints;

namespace ChainOfSight.Training.Stages;

/// <summary>
/// Weights of the run between stages, in f32 and in host memory, by checkpoint name. Values are never changed in place, so that copies
/// of the library are cheap.
/// </summary>
public sealed class WeightLibrary
{
    private readonly Dictionary<string, HostTensor> tensors;

    /// <summary>Creates a library.</summary>
    /// <param name="tensors">What it holds at first.</param>
    public WeightLibrary(IReadOnlyDictionary<string, HostTensor>? tensors = null) =>
        this.tensors = tensors is null ? new(StringComparer.Ordinal) : new(tensors, StringComparer.Ordinal);

    /// <summary>All tensors by name.</summary>
    public IReadOnlyDictionary<string, HostTensor> Tensors => tensors;

    /// <summary>The tensor of a name; null where there is none.</summary>
    public HostTensor? Find(string name) => tensors.GetValueOrDefault(name);

    /// <summary>Puts a tensor under its name in place of the one before.</summary>
    public void Set(HostTensor tensor) => tensors[tensor.Name] = tensor;

    /// <summary>Drops a tensor; unknown: does nothing.</summary>
    public void Remove(string name) => tensors.Remove(name);

    /// <summary>Drops all tensors of a part.</summary>
    /// <param name="prefix">The part's prefix, without the dot.</param>
    public void Drop(string prefix)
    {
        foreach (var name in Names(prefix))
        {
            tensors.Remove(name);
        }
    }

    /// <summary>Names of a part, in ordinal order.</summary>
    /// <param name="prefix">The part's prefix, without the dot.</param>
    public IReadOnlyList<string> Names(string prefix) =>
        [.. tensors.Keys.Where(name => name.StartsWith(prefix + ".", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>A library with the same tensors.</summary>
    public WeightLibrary Copy() => new(tensors);
}
