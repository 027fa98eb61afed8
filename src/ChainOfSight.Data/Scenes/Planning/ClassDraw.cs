namespace ChainOfSight.Data.Scenes.Planning;

/// <summary>Draws which classes a scene shows, so that the counts asked for are equally frequent and cannot be told without the name.</summary>
internal sealed class ClassDraw(SceneObjectOptions objects, SceneQuestionOptions questions, int classes)
{
    /// <summary>Draws for one scene.</summary>
    /// <param name="random">The scene's random numbers.</param>
    /// <param name="room">Most things that fit.</param>
    /// <returns>The counted class, and the classes of all things in random order.</returns>
    internal (int Counted, List<int> Classes) Draw(SceneRandom random, int room)
    {
        var most = Math.Min(objects.Max, room);
        var least = Math.Min(objects.Min, most);
        var counted = random.Below(classes);
        if (classes == 1)
        {
            return (counted, [.. Enumerable.Repeat(counted, random.Between(least, most))]);
        }

        if (random.Between(least, most) == 0)
        {
            return (counted, []);
        }

        var repeats = Math.Min(most, questions.Count == 0 ? 1 : random.Between(questions.CountMin, Math.Min(questions.CountMax, most)));
        var total = random.Between(Math.Max(least, repeats), most);
        var others = Others(random, counted, total - repeats);
        return (counted, random.Shuffled(others.Concat(Enumerable.Repeat(counted, repeats))));
    }

    private List<int> Others(SceneRandom random, int counted, int wanted)
    {
        var others = new List<int>(wanted);
        while (others.Count < wanted)
        {
            if (others.Count > 0 && random.Chance(objects.RepeatChance))
            {
                others.Add(random.Pick(others));
                continue;
            }

            var next = (counted + 1 + random.Below(classes - 1)) % classes;
            if (!others.Contains(next) || others.Distinct().Count() >= classes - 1)
            {
                others.Add(next);
            }
        }

        return others;
    }
}
