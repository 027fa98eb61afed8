namespace ChainOfSight.Data.Scenes;

/// <summary>One kind of thing that scenes show, and the words for it.</summary>
public sealed record SceneClass
{
    /// <summary>What it is called: <c>dog</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its cut-out by name, or by file name without extension. Default the name.</summary>
    public string? CutOut { get; init; }

    /// <summary>Its plural. Default by English rule: <c>dogs</c>, <c>buses</c>, <c>butterflies</c>.</summary>
    public string? Plural { get; init; }

    /// <summary>Its article. Default <c>a</c>, or <c>an</c> before a vowel.</summary>
    public string? Article { get; init; }

    /// <summary>Things of one group are mistaken for each other: wrong answers come from there first. Default the cut-out's group.</summary>
    public string? Group { get; init; }
}
