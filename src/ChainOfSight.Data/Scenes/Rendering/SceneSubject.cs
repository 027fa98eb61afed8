namespace ChainOfSight.Data.Scenes.Rendering;

/// <summary>A class of things with its picture.</summary>
/// <param name="Class">The class and its words.</param>
/// <param name="CutOut">Its picture.</param>
public sealed record SceneSubject(SceneClass Class, CutOut CutOut)
{
    /// <summary>Its group for hard wrong answers; empty for none.</summary>
    public string Group => Class.Group ?? CutOut.Group;
}
