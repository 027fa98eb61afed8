namespace ChainOfSight.Training.Recipes.Binding;

/// <summary>Legal range of a number; for lists and maps, of each element.</summary>
/// <param name="minimum">Smallest legal value.</param>
/// <param name="maximum">Largest legal value.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LegalAttribute(double minimum, double maximum) : Attribute
{
    /// <summary>Smallest legal value.</summary>
    public double Minimum { get; } = minimum;

    /// <summary>Largest legal value.</summary>
    public double Maximum { get; } = maximum;

    /// <summary>Whether the minimum itself is illegal. Default false.</summary>
    public bool ExclusiveMinimum { get; init; }

    /// <summary>Whether the maximum itself is illegal. Default false.</summary>
    public bool ExclusiveMaximum { get; init; }

    /// <summary>Whether <paramref name="value"/> is legal; NaN never is.</summary>
    public bool Allows(double value) =>
        (ExclusiveMinimum ? value > Minimum : value >= Minimum) && (ExclusiveMaximum ? value < Maximum : value <= Maximum);

    /// <summary>The range in words.</summary>
    public override string ToString() =>
        $"{(ExclusiveMinimum ? "more than " : "")}{Minimum:R} to {(ExclusiveMaximum ? "less than " : "")}{Maximum:R}";
}
