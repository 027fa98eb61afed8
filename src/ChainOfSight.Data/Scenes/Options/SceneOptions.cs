namespace ChainOfSight.Data.Scenes;

/// <summary>Everything that decides which scenes are composed. Equal options, cut-outs and index give the same scene.</summary>
public sealed record SceneOptions
{
    /// <summary>Seed of all scenes. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Which of the two disjoint families. Default <see cref="SceneSplit.Train"/>.</summary>
    public SceneSplit Split { get; init; } = SceneSplit.Train;

    /// <summary>
    /// Share of combinations of things that only validation shows, 0 to 0.5. Default 0: any combination may occur in both, never the same scene.
    /// </summary>
    public double HeldOutCombinations { get; init; }

    /// <summary>Width and height of a scene in pixels, 16 to 4,096. Default 128.</summary>
    public int Side { get; init; } = 128;

    /// <summary>Things to show. Default empty: every cut-out of the folder under its own name.</summary>
    public IReadOnlyList<SceneClass> Classes { get; init; } = [];

    /// <summary>How many things, how large, where.</summary>
    public SceneObjectOptions Objects { get; init; } = new();

    /// <summary>Colours behind.</summary>
    public SceneBackgroundOptions Background { get; init; } = new();

    /// <summary>Text to read.</summary>
    public SceneTextOptions Text { get; init; } = new();

    /// <summary>Captions, questions, boxes.</summary>
    public SceneQuestionOptions Questions { get; init; } = new();
}
