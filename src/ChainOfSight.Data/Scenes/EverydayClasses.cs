namespace ChainOfSight.Data.Scenes;

/// <summary>
/// Forty things of the fetched set <c>emoji</c> with short names, pictures that differ at 40 pixels, and right English: a
/// default for scenes without classes of one's own. The first 24 are seen to learn in minutes.
/// </summary>
public static class EverydayClasses
{
    /// <summary>The things, simplest first.</summary>
    public static IReadOnlyList<SceneClass> All { get; } =
    [
        Of("dog", "1f436"), Of("cat", "1f431"), Of("pig", "1f437"), Of("frog", "1f438"), Of("panda", "1f43c"), Of("butterfly", "1f98b"),
        Of("fish", "1f420") with { Plural = "fish" }, Of("tree", "1f332"), Of("sunflower", "1f33b"), Of("cactus", "1f335"), Of("apple", "1f34e"),
        Of("banana", "1f34c"), Of("grapes", "1f347") with { Plural = "grapes", Article = "" }, Of("carrot", "1f955"), Of("pizza", "1f355"), Of("car", "1f697"),
        Of("bus", "1f68c"), Of("rocket", "1f680"), Of("house", "1f3e0"), Of("star", "2b50"), Of("ball", "1f3c0"), Of("guitar", "1f3b8"), Of("umbrella", "2614"),
        Of("crown", "1f451"), Of("cow", "1f42e"), Of("lion", "1f981"), Of("mouse", "1f42d") with { Plural = "mice" }, Of("turtle", "1f422"),
        Of("octopus", "1f419"), Of("mushroom", "1f344"), Of("strawberry", "1f353"), Of("lemon", "1f34b"), Of("burger", "1f354"), Of("cake", "1f382"),
        Of("bicycle", "1f6b2"), Of("sailboat", "26f5"), Of("balloon", "1f388"), Of("key", "1f511"), Of("book", "1f4d6"), Of("hat", "1f3a9"),
    ];

    private static SceneClass Of(string name, string codePoint) => new() { Name = name, CutOut = "emoji_u" + codePoint };
}
