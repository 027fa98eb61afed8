namespace ChainOfSight.Data.Scenes;

/// <summary>
/// Wordings, drawn with equal chances; one each is easiest to learn. Filled in: <c>{name}</c> dog, <c>{a}</c> a dog, <c>{names}</c> dogs, <c>{place}</c> top left,
/// <c>{phrase}</c> the dog in the top left.
/// </summary>
public sealed record ScenePhrases
{
    /// <summary>Asks for the thing at <c>{place}</c>.</summary>
    public IReadOnlyList<string> What { get; init; } = ["what is in the {place}?"];

    /// <summary>Answers it. Default <c>{name}</c>.</summary>
    public string WhatAnswer { get; init; } = "{name}";

    /// <summary>Asks for the place of <c>{name}</c>.</summary>
    public IReadOnlyList<string> Where { get; init; } = ["where is the {name}?"];

    /// <summary>Answers it. Default <c>{place}</c>.</summary>
    public string WhereAnswer { get; init; } = "{place}";

    /// <summary>Asks for the number of <c>{names}</c>; the answer is in digits.</summary>
    public IReadOnlyList<string> Count { get; init; } = ["how many {names} are there?"];

    /// <summary>Asks whether there is <c>{a}</c>.</summary>
    public IReadOnlyList<string> Present { get; init; } = ["is there {a}?"];

    /// <summary>Asks whether <c>{name}</c> is at <c>{place}</c>.</summary>
    public IReadOnlyList<string> Place { get; init; } = ["is the {name} in the {place}?"];

    /// <summary>Asks for the only text; the answer is the word.</summary>
    public IReadOnlyList<string> Text { get; init; } = ["what is the text?"];

    /// <summary>Asks for the text at <c>{place}</c>, where there are several.</summary>
    public IReadOnlyList<string> TextAt { get; init; } = ["what is the text in the {place}?"];

    /// <summary>Asks for the box of <c>{phrase}</c>.</summary>
    public IReadOnlyList<string> Box { get; init; } = ["box of {phrase}"];
}
