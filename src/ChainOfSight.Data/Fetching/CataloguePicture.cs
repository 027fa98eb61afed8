namespace ChainOfSight.Data.Fetching;

/// <summary>One picture of a demo set.</summary>
/// <param name="File">Full path of the file.</param>
/// <param name="Name">What it shows, as words in lower case where it is no proper name: <c>red apple</c>, <c>Andorra</c>.</param>
/// <param name="Group">What it belongs with: <c>Food &amp; Drink/food-fruit</c>, <c>animals</c>.</param>
public sealed record CataloguePicture(string File, string Name, string Group)
{
    /// <summary>A sentence about it; null where the set has none.</summary>
    public string? Caption { get; init; }

    /// <summary>What is known beside the picture: <c>capital</c>, <c>continent</c>, <c>keywords</c>.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the file is a vector drawing (SVG), which is not decoded here: it must be drawn as pixels first.</summary>
    public bool IsVector => Path.GetExtension(File).Equals(".svg", StringComparison.OrdinalIgnoreCase);
}
