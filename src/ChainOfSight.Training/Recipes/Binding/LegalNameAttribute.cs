namespace ChainOfSight.Training.Recipes.Binding;

/// <summary>The string is a name that is safe in paths and URLs.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LegalNameAttribute() : LegalPatternAttribute(Form, "lower-case letters, digits, - and . (1 to 64, first a letter or digit)")
{
    /// <summary>The form of a name.</summary>
    public const string Form = "^[a-z0-9][a-z0-9.-]{0,63}$";
}
