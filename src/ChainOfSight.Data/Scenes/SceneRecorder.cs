using ChainOfSight.Data.Ordering;
using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Scenes.Asking;
using ChainOfSight.Data.Scenes.Planning;
using ChainOfSight.Data.Scenes.Rendering;

namespace ChainOfSight.Data.Scenes;

/// <summary>Writes the record of a planned scene.</summary>
internal sealed class SceneRecorder
{
    private readonly SceneOptions _options;
    private readonly Noun[] _nouns;
    private readonly CaptionWriter _captions;
    private readonly QuestionWriter _questions;
    private readonly ulong _key;

    internal SceneRecorder(SceneOptions options, IReadOnlyList<SceneSubject> subjects, IReadOnlyList<string> places)
    {
        _options = options;
        _nouns = [.. subjects.Select(subject => new Noun(subject.Class))];
        _captions = new CaptionWriter(options.Questions.Caption, _nouns, places);
        _questions = new QuestionWriter(options.Questions, options.Side, _nouns, [.. subjects.Select(subject => subject.Group)], places);
        _key = KeyedHash.Combine(KeyedHash.Combine((ulong)options.Seed, "questions"), options.Split == SceneSplit.Train ? 0UL : 1UL);
    }

    /// <summary>Caption, questions, boxes and labels.</summary>
    internal SampleRecord Write(ScenePlan plan)
    {
        var things = plan.Objects.Select(placed => (Label: _nouns[placed.Class].Name, placed.Box)).ToList();
        var letters = _options.Text.Boxes == TextBoxes.Letters ? plan.Texts.SelectMany(text => text.Letters).Select(letter => (Label: letter.Letter, letter.Box)).ToList() : [];
        var words = _options.Text.Boxes == TextBoxes.Words ? plan.Texts.Select(text => (Label: text.Word, text.Box)).ToList() : [];
        var all = things.Concat(words).Concat(letters).ToList();
        return new SampleRecord
        {
            Id = $"{(_options.Split == SceneSplit.Train ? "train" : "validation")}-{_options.Seed}-{plan.Index:D8}",
            Caption = _captions.Write(plan),
            Turns = _questions.Write(plan, new SceneRandom(KeyedHash.Combine(_key, (ulong)plan.Index))),
            Boxes = [.. all.Select(entry => entry.Box.Relative(entry.Label, _options.Side))],
            Labels = [.. all.Select(entry => entry.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };
    }
}
