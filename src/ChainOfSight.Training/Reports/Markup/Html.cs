namespace ChainOfSight.Training.Reports.Markup;

/// <summary>
/// A piece of markup. Pieces are built by interpolation: what stands in the literal is markup, whatever is put into it is escaped unless it is
/// markup itself. There is no other way to make one, so that no text of a run can become markup.
/// </summary>
internal readonly struct Html
{
    private readonly string? _markup;

    private Html(string markup) => _markup = markup;

    /// <summary>Nothing.</summary>
    public static Html Empty => default;

    /// <summary>Builds a piece from an interpolated string.</summary>
    public static Html Of(HtmlInterpolation markup) => new(markup.Take());

    /// <summary>Joins pieces without anything between them.</summary>
    public static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(piece => piece.ToString())));

    /// <summary>A file of this assembly, such as the style sheet, as it is.</summary>
    public static Html Resource(string name)
    {
        using var stream = typeof(Html).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly has no resource {name}.");
        using var reader = new StreamReader(stream);
        return new Html(reader.ReadToEnd());
    }

    /// <summary>The markup.</summary>
    public override string ToString() => _markup ?? "";
}
