namespace ChainOfSight.Training.Recipes.Binding;

/// <summary>Legal form of a string; for lists, of each element.</summary>
/// <param name="pattern">Regular expression over the whole string.</param>
/// <param name="words">The form in words, for people.</param>
[AttributeUsage(AttributeTargets.Property)]
public class LegalPatternAttribute(string pattern, string words) : Attribute
{
    /// <summary>Regular expression over the whole string.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>The form in words.</summary>
    public string Words { get; } = words;
}
