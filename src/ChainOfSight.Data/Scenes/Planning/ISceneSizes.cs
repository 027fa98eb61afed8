namespace ChainOfSight.Data.Scenes.Planning;

/// <summary>What planning must know of the pictures: their sizes, nothing else.</summary>
public interface ISceneSizes
{
    /// <summary>How many classes there are.</summary>
    int Classes { get; }

    /// <summary>Width and height of a class's cut-out in pixels; only their ratio matters.</summary>
    /// <param name="sceneClass">Index of the class.</param>
    (int Width, int Height) CutOut(int sceneClass);

    /// <summary>The size of a word as it is set.</summary>
    /// <param name="word">The word.</param>
    /// <param name="size">Em in pixels.</param>
    WordShape Word(string word, int size);
}
