namespace ChainOfSight.Data.Scenes;

/// <summary>Names of the kinds of questions, as they stand in a turn's kind and in the evaluation.</summary>
public static class SceneTurnKinds
{
    /// <summary>What is at a place.</summary>
    public const string What = "what";

    /// <summary>Where a thing is.</summary>
    public const string Where = "where";

    /// <summary>How many there are.</summary>
    public const string Count = "count";

    /// <summary>Whether something is so.</summary>
    public const string YesNo = "yes-no";

    /// <summary>What the text says.</summary>
    public const string Text = "text";

    /// <summary>The box of a thing.</summary>
    public const string Box = "box";
}
