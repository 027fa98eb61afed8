namespace ChainOfSight.Data.Scenes.Asking;

/// <summary>Fills the braces of a wording.</summary>
internal static class PhraseFill
{
    internal static string Fill(string wording, Noun? noun = null, string? place = null, string? phrase = null) => wording
        .Replace("{name}", noun?.Name, StringComparison.Ordinal)
        .Replace("{a}", noun?.WithArticle, StringComparison.Ordinal)
        .Replace("{names}", noun?.Plural, StringComparison.Ordinal)
        .Replace("{place}", place, StringComparison.Ordinal)
        .Replace("{phrase}", phrase, StringComparison.Ordinal);
}
