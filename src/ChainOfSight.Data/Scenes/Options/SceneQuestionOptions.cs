namespace ChainOfSight.Data.Scenes;

/// <summary>What is said and asked about a scene. A count is the most of its kind per scene; 0 leaves the kind out.</summary>
public sealed record SceneQuestionOptions
{
    /// <summary>How the scene is described. Default <see cref="CaptionStyle.Names"/>.</summary>
    public CaptionStyle Caption { get; init; } = CaptionStyle.Names;

    /// <summary>"What is in the top left?". Default 2.</summary>
    public int What { get; init; } = 2;

    /// <summary>"Where is the dog?", of things that are there once. Default 2.</summary>
    public int Where { get; init; } = 2;

    /// <summary>"How many cats are there?", 0 or 1. Default 1. Answers from <see cref="CountMin"/> to <see cref="CountMax"/> are equally frequent as far as cells allow.</summary>
    public int Count { get; init; } = 1;

    /// <summary>"Is there a cat?". Default 2; an even number has as many yes as no, of an odd one the last is drawn.</summary>
    public int YesNo { get; init; } = 2;

    /// <summary>"What is the text?"; where there are several, "what is the text in the top left?". Default 1.</summary>
    public int Text { get; init; } = 1;

    /// <summary>"Box of the dog", each phrase fits one thing only. Default 2.</summary>
    public int Box { get; init; } = 2;

    /// <summary>Most questions of a scene, drawn from the above; 0, the default, keeps all.</summary>
    public int Most { get; init; }

    /// <summary>Smallest count asked for, 0 or 1. Default 1; 0 asks about things that are not there.</summary>
    public int CountMin { get; init; } = 1;

    /// <summary>Largest count asked for, at least 1. Default 4, at most what the scene can hold.</summary>
    public int CountMax { get; init; } = 4;

    /// <summary>Chance that a wrong thing is of the group of one that is there, 0 to 1. Default 0.5.</summary>
    public double HardNegatives { get; init; } = 0.5;

    /// <summary>Forms of yes-no questions, with equal chances. Default <see cref="YesNoForm.Present"/> alone.</summary>
    public IReadOnlyList<YesNoForm> YesNoForms { get; init; } = [YesNoForm.Present];

    /// <summary>How boxes are spelled. Default two decimals.</summary>
    public BoxFormat BoxFormat { get; init; } = new();

    /// <summary>The words of questions and answers.</summary>
    public ScenePhrases Phrases { get; init; } = new();
}
