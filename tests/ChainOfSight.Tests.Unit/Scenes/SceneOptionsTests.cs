using ChainOfSight.Data.Scenes;

namespace ChainOfSight.Tests.Unit.Scenes;

/// <summary>Illegal options are all named at once.</summary>
public sealed class SceneOptionsTests
{
    [Fact]
    public void Faults_defaults_have_none() => Assert.Empty(SceneOptionsRule.Faults(new SceneOptions()));

    [Fact]
    public void Faults_everyday_classes_have_none()
    {
        Assert.Equal(40, EverydayClasses.All.Count);
        Assert.Empty(SceneOptionsRule.Faults(new SceneOptions { Classes = EverydayClasses.All }));
        Assert.Equal(40, EverydayClasses.All.Select(entry => entry.CutOut).Distinct().Count());
    }

    [Fact]
    public void Faults_every_illegal_value_is_named_at_once()
    {
        var options = new SceneOptions
        {
            Side = 5,
            HeldOutCombinations = double.NaN,
            Classes = [new() { Name = "dog" }, new() { Name = "dog" }, new() { Name = " " }],
            Objects = new() { Min = 5, Max = 5, MaxSize = 0.6, MinSize = 0.7, Columns = 0, Snap = 0, RepeatChance = 2 },
            Background = new() { Kinds = [], Darkest = 200, Lightest = 100 },
            Text = new() { Chance = -1, Words = ["two words"], Sizes = [1], Font = "" },
            Questions = new() { What = -1, CountMin = 2, BoxFormat = new() { Bins = 1 }, Phrases = new() { Where = [] } },
        };
        string[] keys =
        [
            "side = 5", "heldOutCombinations", "\"dog\" 2 times", "without a name", "objects.max", "objects.maxSize", "objects.minSize", "objects.columns", "objects.snap",
            "objects.repeatChance", "background.kinds", "background.darkest", "text.chance", "two words", "text.sizes", "text.font", "questions.what", "questions.countMin",
            "questions.boxFormat.bins", "questions.phrases.where",
        ];

        var faults = SceneOptionsRule.Faults(options);

        Assert.All(keys, key => Assert.Contains(faults, fault => fault.Contains(key, StringComparison.Ordinal)));
        Assert.Throws<SceneOptionsException>(() => SceneSamples.Composer(options));
    }
}
