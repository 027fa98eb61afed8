namespace ChainOfSight.Data.Scenes;

/// <summary>Judges options before a scene is composed.</summary>
public static class SceneOptionsRule
{
    /// <summary>All faults: key, value, what is legal; empty where there is none.</summary>
    /// <param name="options">The options.</param>
    public static IReadOnlyList<string> Faults(SceneOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = new FaultList();
        faults.Whole("side", options.Side, 16, 4096);
        faults.Share("heldOutCombinations", options.HeldOutCombinations, 0, 0.5);
        Classes(faults, options.Classes);
        Objects(faults, options);
        faults.Filled("background.kinds", options.Background.Kinds);
        faults.Whole("background.lightest", options.Background.Lightest, 0, 255);
        faults.Whole("background.contrast", options.Background.Contrast, 0, 255);
        faults.Whole("background.darkest", options.Background.Darkest, 0, options.Background.Lightest);
        Text(faults, options);
        Questions(faults, options.Questions);
        return faults.All;
    }

    private static void Classes(FaultList faults, IReadOnlyList<SceneClass> classes)
    {
        foreach (var twice in classes.GroupBy(entry => entry.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            faults.Add($"classes names \"{twice.Key}\" {twice.Count()} times; once is legal.");
        }

        if (classes.Any(entry => string.IsNullOrWhiteSpace(entry.Name)))
        {
            faults.Add("classes holds an entry without a name.");
        }
    }

    private static void Objects(FaultList faults, SceneOptions options)
    {
        var objects = options.Objects;
        faults.Whole("objects.columns", objects.Columns, 1, 6);
        faults.Whole("objects.rows", objects.Rows, 1, 6);
        faults.Whole("objects.max", objects.Max, 1, objects.Raster ? Math.Clamp(objects.Columns * objects.Rows, 1, 36) : 36);
        faults.Whole("objects.min", objects.Min, 0, Math.Max(objects.Max, 0));
        faults.Whole("objects.snap", objects.Snap, 1, 64);
        faults.Share("objects.repeatChance", objects.RepeatChance, 0, 1);
        var largest = objects.Raster ? 1.0 / Math.Clamp(Math.Max(objects.Columns, objects.Rows), 1, 6) : 1.0;
        faults.Share("objects.maxSize", objects.MaxSize, 0.02, largest);
        faults.Share("objects.minSize", objects.MinSize, 0.02, Math.Max(objects.MaxSize, 0.02));
    }

    private static void Text(FaultList faults, SceneOptions options)
    {
        var text = options.Text;
        faults.Share("text.chance", text.Chance, 0, 1);
        faults.Whole("text.max", text.Max, 1, options.Objects.Raster ? Math.Clamp(options.Objects.Columns * options.Objects.Rows, 1, 36) : 36);
        faults.Whole("text.min", text.Min, 1, Math.Max(text.Max, 1));
        faults.Filled("text.sizes", text.Sizes);
        foreach (var size in text.Sizes)
        {
            faults.Whole("text.sizes", size, 4, 512);
        }

        faults.Whole("text.snap", text.Snap, 1, 64);
        faults.Whole("text.lightest", text.Lightest, 0, 255);
        faults.Filled("text.words", text.Words);
        faults.Filled("text.font", [text.Font]);
        foreach (var word in text.Words.Where(word => string.IsNullOrEmpty(word) || word.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter))))
        {
            faults.Add($"text.words holds \"{word}\"; words of visible characters without spaces are legal.");
        }
    }

    private static void Questions(FaultList faults, SceneQuestionOptions questions)
    {
        faults.Whole("questions.what", questions.What, 0, 36);
        faults.Whole("questions.where", questions.Where, 0, 36);
        faults.Whole("questions.count", questions.Count, 0, 1);
        faults.Whole("questions.yesNo", questions.YesNo, 0, 36);
        faults.Whole("questions.text", questions.Text, 0, 36);
        faults.Whole("questions.box", questions.Box, 0, 36);
        faults.Whole("questions.most", questions.Most, 0, 1000);
        faults.Whole("questions.countMin", questions.CountMin, 0, 1);
        faults.Whole("questions.countMax", questions.CountMax, 1, 36);
        faults.Share("questions.hardNegatives", questions.HardNegatives, 0, 1);
        faults.Filled("questions.yesNoForms", questions.YesNoForms);
        faults.Whole("questions.boxFormat.bins", questions.BoxFormat.Bins, 2, BoxFormat.MaxBins);
        faults.Filled("questions.phrases.what", questions.Phrases.What);
        faults.Filled("questions.phrases.where", questions.Phrases.Where);
        faults.Filled("questions.phrases.count", questions.Phrases.Count);
        faults.Filled("questions.phrases.present", questions.Phrases.Present);
        faults.Filled("questions.phrases.place", questions.Phrases.Place);
        faults.Filled("questions.phrases.text", questions.Phrases.Text);
        faults.Filled("questions.phrases.textAt", questions.Phrases.TextAt);
        faults.Filled("questions.phrases.box", questions.Phrases.Box);
    }
}
