namespace ChainOfSight.Data.Fetching;

/// <summary>One text of a demo set.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Text">The text, without an end of line.</param>
/// <param name="Group">What it belongs with: <c>gloss/noun</c>, <c>example/verb</c>.</param>
public sealed record CatalogueText(string Name, string Text, string Group);
