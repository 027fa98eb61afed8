using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Scenes;

namespace ChainOfSight.Tests.Unit.Scenes;

/// <summary>Every answer is true of its scene, and answers are balanced.</summary>
public sealed class SceneQuestionTests
{
    private static readonly SceneOptions Options = new()
    {
        Text = new() { Chance = 0.5 },
        Questions = new() { YesNo = 4, What = 4, Where = 4, Box = 4, YesNoForms = [YesNoForm.Present, YesNoForm.Place] },
    };

    private static List<Scene> Scenes(SceneOptions options, int count = 400)
    {
        var composer = SceneSamples.Composer(options);
        return [.. Enumerable.Range(0, count).Select(index => composer.Compose(index))];
    }

    private static IEnumerable<SampleTurn> Turns(IEnumerable<Scene> scenes, string kind) => scenes.SelectMany(scene => scene.Record.Turns).Where(turn => turn.Kind == kind);

    private static string NameAt(Scene scene, string place) => Assert.Single(scene.Record.Boxes, box =>
        $"{(box.Y0 + box.Y1 < 1 ? "top" : "bottom")} {(box.X0 + box.X1 < 1 ? "left" : "right")}" == place).Label;

    [Fact]
    public void What_and_where_are_true()
    {
        // Things of at least half a cell have their middle in their own cell.
        foreach (var scene in Scenes(Options with { Objects = new() { MinSize = 0.4 } }))
        {
            foreach (var turn in scene.Record.Turns.Where(turn => turn.Kind is SceneTurnKinds.What or SceneTurnKinds.Where))
            {
                var isWhat = turn.Kind == SceneTurnKinds.What;
                var (name, place) = isWhat ? (turn.Answer, turn.Prompt["what is in the ".Length..^1]) : (turn.Prompt["where is the ".Length..^1], turn.Answer);
                Assert.Equal(name, NameAt(scene, place));
            }
        }
    }

    [Fact]
    public void Count_is_true_and_counts_are_equally_frequent()
    {
        var scenes = Scenes(Options with { Text = new() }, 1200);
        foreach (var scene in scenes)
        {
            var turn = Assert.Single(scene.Record.Turns, turn => turn.Kind == SceneTurnKinds.Count);
            var noun = turn.Prompt["how many ".Length..^" are there?".Length];
            Assert.Equal(turn.Answer, $"{scene.Record.Boxes.Count(box => noun is "fishes" ? box.Label == "fish" : noun is "buses" ? box.Label == "bus" : box.Label + "s" == noun)}");
        }

        var answers = Turns(scenes, SceneTurnKinds.Count).CountBy(turn => turn.Answer).ToDictionary();
        Assert.Equal(["1", "2", "3", "4"], answers.Keys.Order());
        Assert.All(answers.Values, count => Assert.InRange(count, 250, 350));
    }

    [Fact]
    public void Count_of_the_scene_is_not_told_by_its_size()
    {
        // Among scenes of four things every count occurs: the name must be read.
        var answers = Scenes(Options with { Text = new() }, 600).Where(scene => scene.Plan.Objects.Count == 4)
            .SelectMany(scene => scene.Record.Turns).Where(turn => turn.Kind == SceneTurnKinds.Count).Select(turn => turn.Answer).Distinct();

        Assert.Equal(4, answers.Count());
    }

    [Fact]
    public void Count_zero_is_asked_where_wanted()
    {
        var answers = Turns(Scenes(Options with { Questions = Options.Questions with { CountMin = 0 } }), SceneTurnKinds.Count).Select(turn => turn.Answer);

        Assert.Contains("0", answers);
    }

    [Fact]
    public void YesNo_answers_are_true_and_half_of_each_form_are_yes()
    {
        var scenes = Scenes(Options);
        foreach (var scene in scenes)
        {
            foreach (var turn in scene.Record.Turns.Where(turn => turn.Kind == SceneTurnKinds.YesNo && turn.Prompt.StartsWith("is there", StringComparison.Ordinal)))
            {
                var name = turn.Prompt["is there ".Length..^1].Split(' ')[1];
                Assert.Equal(turn.Answer == "yes", scene.Record.Labels.Contains(name));
            }
        }

        var forms = Turns(scenes, SceneTurnKinds.YesNo).GroupBy(turn => turn.Prompt.StartsWith("is there", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, forms.Count);
        Assert.All(forms, form => Assert.Equal(form.Count(turn => turn.Answer == "yes"), form.Count(turn => turn.Answer == "no")));
    }

    [Fact]
    public void YesNo_hard_negatives_come_from_a_group_that_is_shown()
    {
        var groups = SceneSamples.Subjects.ToDictionary(subject => subject.Class.Name, subject => subject.Group);
        int Hard(double chance) => Scenes(Options with { Text = new(), Questions = new() { HardNegatives = chance } }).Sum(scene => scene.Record.Turns
            .Count(turn => turn is { Kind: SceneTurnKinds.YesNo, Answer: "no" } && scene.Record.Labels.Any(label => groups[label] == groups[turn.Prompt["is there ".Length..^1].Split(' ')[1]])));

        Assert.True(Hard(1) > Hard(0) + 40);
    }

    [Fact]
    public void Box_is_exact_and_its_phrase_fits_one_thing()
    {
        foreach (var scene in Scenes(Options))
        {
            var turns = scene.Record.Turns.Where(turn => turn.Kind == SceneTurnKinds.Box).ToList();
            Assert.Equal(turns.Count, turns.Select(turn => turn.Prompt).Distinct().Count());
            foreach (var turn in turns)
            {
                Assert.Contains(turn.Box, scene.Record.Boxes);
                Assert.True(Options.Questions.BoxFormat.TryParse(turn.Answer, out var said));
                Assert.InRange(Math.Abs(said.X0 - turn.Box!.X0) + Math.Abs(said.Y1 - turn.Box.Y1), 0, 0.0101);
                Assert.True(turn.Prompt.Contains(" in the ", StringComparison.Ordinal) || scene.Record.Boxes.Count(box => box.Label == turn.Box.Label) == 1);
            }
        }
    }

    [Fact]
    public void Text_one_word_is_asked_for_and_several_by_place()
    {
        var one = Scenes(Options with { Text = new() { Chance = 1 } }, 50);
        var several = Scenes(Options with { Objects = new() { Min = 0, Max = 1 }, Text = new() { Chance = 1, Min = 2, Max = 3 } }, 50);

        Assert.All(one, scene => Assert.Equal(
            ("what is the text?", scene.Plan.Texts[0].Word), Assert.Single(scene.Record.Turns.Where(turn => turn.Task == SampleTask.Text).Select(turn => (turn.Prompt, turn.Answer)))));
        Assert.All(Turns(several, SceneTurnKinds.Text), turn => Assert.StartsWith("what is the text in the ", turn.Prompt, StringComparison.Ordinal));
        Assert.Equal(50, Turns(several, SceneTurnKinds.Text).Count());
    }

    [Fact]
    public void Most_questions_are_drawn_from_all_kinds()
    {
        var scenes = Scenes(Options with { Questions = Options.Questions with { Most = 3 } });

        Assert.All(scenes, scene => Assert.InRange(scene.Record.Turns.Count, 0, 3));
        Assert.Equal(6, scenes.SelectMany(scene => scene.Record.Turns).Select(turn => turn.Kind).Distinct().Count());
    }

    [Fact]
    public void Records_obey_the_rules_of_sources() =>
        Assert.All(Scenes(Options with { Text = new() { Chance = 1, Boxes = TextBoxes.Letters } }, 100), scene => Assert.Null(SampleRule.Broken(scene.Record)));

    [Fact]
    public void Letters_are_boxed_and_labelled_where_wanted()
    {
        foreach (var scene in Scenes(Options with { Text = new() { Chance = 1, Boxes = TextBoxes.Letters } }, 30))
        {
            var word = scene.Plan.Texts[0].Word;
            Assert.Equal(word, string.Concat(scene.Record.Boxes.TakeLast(3).Select(box => box.Label)));
            Assert.Subset(scene.Record.Labels.ToHashSet(), word.Select(letter => letter.ToString()).ToHashSet());
        }
    }
}
