namespace ChainOfSight.Tensors.Safetensors;

/// <summary>
/// A safetensors file that is damaged, hostile or cannot be read or written, or a request it cannot answer.
/// The message names the file, the tensor where one is concerned, what was found and what is legal.
/// </summary>
public sealed class SafetensorsException : Exception
{
    /// <summary>Creates the error; the message is put together from its parts.</summary>
    /// <param name="file">Path or other name of the file.</param>
    /// <param name="tensor">Tensor concerned, or null when it is the file as a whole.</param>
    /// <param name="rule">The rule that was broken.</param>
    /// <param name="detail">What was found, what is legal, what to do.</param>
    /// <param name="innerException">What was caught, if anything.</param>
    public SafetensorsException(string file, string? tensor, SafetensorsRule rule, string detail, Exception? innerException = null)
        : base(Describe(file, tensor, rule, detail), innerException)
    {
        File = file;
        Tensor = tensor;
        Rule = rule;
    }

    /// <summary>Path or other name of the file.</summary>
    public string File { get; }

    /// <summary>Tensor concerned, or null when it is the file as a whole.</summary>
    public string? Tensor { get; }

    /// <summary>The rule that was broken.</summary>
    public SafetensorsRule Rule { get; }

    private static string Describe(string file, string? tensor, SafetensorsRule rule, string detail)
    {
        var subject = tensor is null ? $"safetensors file '{file}'" : $"safetensors file '{file}', tensor '{Shorten(tensor)}'";
        return $"{subject}: {detail} (rule: {rule})";
    }

    /// <summary>Cuts a name from a hostile header so that a message stays readable.</summary>
    internal static string Shorten(string text) =>
        text.Length <= 120 ? text : string.Concat(text.AsSpan(0, 120), "…");
}
