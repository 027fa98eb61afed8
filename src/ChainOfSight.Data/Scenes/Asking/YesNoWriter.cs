using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Scenes.Planning;

namespace ChainOfSight.Data.Scenes.Asking;

/// <summary>Writes yes-no questions in pairs of one yes and one no of the same form, so that half of all answers are yes, of each form.</summary>
internal sealed class YesNoWriter(SceneQuestionOptions options, IReadOnlyList<Noun> nouns, IReadOnlyList<string> places, NegativeDraw negatives)
{
    /// <summary>The questions of a scene; a pair of which one was asked already, or has no answer, is left out whole.</summary>
    /// <param name="plan">The scene.</param>
    /// <param name="unique">Things that are there once and at a place that has a name.</param>
    /// <param name="random">The scene's random numbers.</param>
    internal List<SampleTurn> Write(ScenePlan plan, IReadOnlyList<PlacedObject> unique, SceneRandom random)
    {
        var turns = new List<SampleTurn>();
        var asked = new HashSet<string>(StringComparer.Ordinal);
        for (var left = options.YesNo; left > 0; left -= 2)
        {
            var pair = random.Pick(options.YesNoForms) == YesNoForm.Place && unique.Count > 0 && places.Count > 1
                ? Place(random.Pick(unique), random)
                : Present(plan, random);
            if (pair is not var (yes, no) || asked.Contains(yes) || asked.Contains(no))
            {
                continue;
            }

            asked.UnionWith([yes, no]);
            SampleTurn[] both = [Turn(yes, "yes"), Turn(no, "no")];
            turns.AddRange(random.Shuffled(both).Take(left));
        }

        return turns;
    }

    private static SampleTurn Turn(string prompt, string answer) => new(SampleTask.Question, prompt, answer) { Kind = SceneTurnKinds.YesNo };

    private (string Yes, string No)? Present(ScenePlan plan, SceneRandom random)
    {
        var present = plan.Objects.Select(placed => placed.Class).Distinct().ToList();
        if (present.Count == 0 || negatives.Draw(plan, random) is not { } absent)
        {
            return null;
        }

        var wording = random.Pick(options.Phrases.Present);
        return (PhraseFill.Fill(wording, nouns[random.Pick(present)]), PhraseFill.Fill(wording, nouns[absent]));
    }

    private (string Yes, string No)? Place(PlacedObject placed, SceneRandom random)
    {
        var other = (placed.Place + 1 + random.Below(places.Count - 1)) % places.Count;
        var wording = random.Pick(options.Phrases.Place);
        return (PhraseFill.Fill(wording, nouns[placed.Class], places[placed.Place]), PhraseFill.Fill(wording, nouns[placed.Class], places[other]));
    }
}
