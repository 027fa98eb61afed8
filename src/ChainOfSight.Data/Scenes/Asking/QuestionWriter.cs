using System.Globalization;
using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Scenes.Planning;

namespace ChainOfSight.Data.Scenes.Asking;

/// <summary>Asks about a scene and answers: a pure function of the plan and its random numbers.</summary>
internal sealed class QuestionWriter(SceneQuestionOptions options, int side, IReadOnlyList<Noun> nouns, IReadOnlyList<string> groups, IReadOnlyList<string> places)
{
    private readonly NegativeDraw _negatives = new(groups, options.HardNegatives);

    /// <summary>The questions of a scene, in the order what, where, count, yes-no, text, box.</summary>
    internal List<SampleTurn> Write(ScenePlan plan, SceneRandom random)
    {
        var unique = random.Shuffled(plan.Objects.Where(placed => plan.CountOf(placed.Class) == 1 && placed.Place >= 0));
        List<SampleTurn> turns =
        [
            .. What(plan, random),
            .. unique.Take(options.Where).Select(placed => Where(placed, random)),
            .. Count(plan, random),
            .. new YesNoWriter(options, nouns, places, _negatives).Write(plan, unique, random),
            .. Text(plan, random),
            .. Boxes(plan, random),
        ];
        if (options.Most == 0 || turns.Count <= options.Most)
        {
            return turns;
        }

        return [.. random.Shuffled(Enumerable.Range(0, turns.Count)).Take(options.Most).Order().Select(index => turns[index])];
    }

    private IEnumerable<SampleTurn> What(ScenePlan plan, SceneRandom random)
    {
        var filled = plan.Objects.Select(placed => placed.Place).Concat(plan.Texts.Select(text => text.Place)).ToList();
        var alone = plan.Objects.Where(placed => placed.Place >= 0 && filled.Count(place => place == placed.Place) == 1);
        return random.Shuffled(alone).Take(options.What).Select(placed => new SampleTurn(
            SampleTask.Question,
            PhraseFill.Fill(random.Pick(options.Phrases.What), place: places[placed.Place]),
            PhraseFill.Fill(options.Phrases.WhatAnswer, nouns[placed.Class], places[placed.Place])) { Kind = SceneTurnKinds.What });
    }

    private SampleTurn Where(PlacedObject placed, SceneRandom random) => new(
        SampleTask.Question,
        PhraseFill.Fill(random.Pick(options.Phrases.Where), nouns[placed.Class]),
        PhraseFill.Fill(options.Phrases.WhereAnswer, nouns[placed.Class], places[placed.Place])) { Kind = SceneTurnKinds.Where };

    private IEnumerable<SampleTurn> Count(ScenePlan plan, SceneRandom random)
    {
        var count = plan.CountOf(plan.CountedClass);
        if (options.Count > 0 && count >= options.CountMin && count <= options.CountMax)
        {
            var prompt = PhraseFill.Fill(random.Pick(options.Phrases.Count), nouns[plan.CountedClass]);
            yield return new SampleTurn(SampleTask.Question, prompt, count.ToString(CultureInfo.InvariantCulture)) { Kind = SceneTurnKinds.Count };
        }
    }

    private IEnumerable<SampleTurn> Text(ScenePlan plan, SceneRandom random)
    {
        if (plan.Texts is [var only])
        {
            return new[] { Read(only, random.Pick(options.Phrases.Text)) }.Take(options.Text);
        }

        var alone = plan.Texts.Where(text => text.Place >= 0 && plan.Texts.Count(other => other.Place == text.Place) == 1);
        return random.Shuffled(alone).Take(options.Text).Select(text => Read(text, PhraseFill.Fill(random.Pick(options.Phrases.TextAt), place: places[text.Place])));
    }

    private static SampleTurn Read(PlacedText text, string prompt) => new(SampleTask.Text, prompt, text.Word) { Kind = SceneTurnKinds.Text };

    private IEnumerable<SampleTurn> Boxes(ScenePlan plan, SceneRandom random) =>
        random.Shuffled(plan.Objects)
            .Select(placed => (Placed: placed, Phrase: ReferringPhrase.For(plan, placed, nouns, places)))
            .Where(target => target.Phrase is not null)
            .Take(options.Box)
            .Select(target =>
            {
                var box = target.Placed.Box.Relative(nouns[target.Placed.Class].Name, side);
                var prompt = PhraseFill.Fill(random.Pick(options.Phrases.Box), nouns[target.Placed.Class], phrase: target.Phrase);
                return new SampleTurn(SampleTask.Box, prompt, options.BoxFormat.Format(box)) { Kind = SceneTurnKinds.Box, Box = box };
            });
}
