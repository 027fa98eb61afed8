namespace ChainOfSight.Models.Weights;

/// <summary>Weights that do not fit a model by name or shape; it lists all of them.</summary>
public sealed class WeightsException : ModelException
{
    private const int Shown = 12;

    /// <summary>Makes the exception from what was found.</summary>
    /// <param name="source">Where the weights come from, for the message.</param>
    /// <param name="missing">Names the model has and the weights lack.</param>
    /// <param name="unexpected">Names the weights have and the model lacks.</param>
    /// <param name="mismatched">Names with both shapes, as text.</param>
    public WeightsException(string source, IReadOnlyList<string> missing, IReadOnlyList<string> unexpected, IReadOnlyList<string> mismatched)
        : base($"{source} does not fit the model: {string.Join("; ", Parts(missing, unexpected, mismatched))}. Check that the configuration beside the weights is theirs.")
    {
        Missing = missing;
        Unexpected = unexpected;
        Mismatched = mismatched;
    }

    /// <summary>Names the model has and the weights lack.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Names the weights have and the model lacks.</summary>
    public IReadOnlyList<string> Unexpected { get; }

    /// <summary>Tensors of another shape than the model's, each with both shapes.</summary>
    public IReadOnlyList<string> Mismatched { get; }

    private static IEnumerable<string> Parts(IReadOnlyList<string> missing, IReadOnlyList<string> unexpected, IReadOnlyList<string> mismatched) =>
        new[] { ("missing", missing), ("unexpected", unexpected), ("of another shape", mismatched) }
            .Where(part => part.Item2.Count > 0)
            .Select(part => $"{part.Item2.Count} {part.Item1}: {string.Join(", ", part.Item2.Take(Shown))}{(part.Item2.Count > Shown ? ", …" : "")}");
}
