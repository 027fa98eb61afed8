namespace ChainOfSight.Training.Recipes.Binding;

/// <summary>Legal number of elements of a list or map.</summary>
/// <param name="minimum">Fewest elements.</param>
/// <param name="maximum">Most elements.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LegalCountAttribute(int minimum, int maximum) : Attribute
{
    /// <summary>Fewest elements.</summary>
    public int Minimum { get; } = minimum;

    /// <summary>Most elements.</summary>
    public int Maximum { get; } = maximum;
}
