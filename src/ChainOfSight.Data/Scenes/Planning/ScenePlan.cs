namespace ChainOfSight.Data.Scenes.Planning;

/// <summary>What a scene shows and where: all that rendering and asking need.</summary>
public sealed record ScenePlan
{
    /// <summary>Index of the scene within its split.</summary>
    public required long Index { get; init; }

    /// <summary>The background.</summary>
    public required SceneBackdrop Backdrop { get; init; }

    /// <summary>Things in the order in which they are pasted.</summary>
    public required IReadOnlyList<PlacedObject> Objects { get; init; }

    /// <summary>Words shown.</summary>
    public IReadOnlyList<PlacedText> Texts { get; init; } = [];

    /// <summary>Index of the class to count; it may be absent.</summary>
    public required int CountedClass { get; init; }

    /// <summary>How many things of a class there are.</summary>
    /// <param name="sceneClass">Index of the class.</param>
    public int CountOf(int sceneClass) => Objects.Count(placed => placed.Class == sceneClass);
}
