using ChainOfSight.Data.Samples;
using ChainOfSight.Training.Evaluation;

namespace ChainOfSight.Tests.Unit.Evaluation;

public sealed class QuestionSelectionTests
{
    /// <summary>The order in which samples are read does not change what is asked.</summary>
    [Fact]
    public void Choose_samples_in_another_order_asks_the_same()
    {
        var options = new QuestionSelectionOptions { PerTask = 30 };
        Assert.Equal(QuestionSelection.Choose(Samples(100), options), QuestionSelection.Choose(Samples(100).Reverse(), options));
    }

    /// <summary>Kinds share a task's questions evenly, scarce ones give all they have, and the task is filled.</summary>
    [Fact]
    public void Choose_scarce_kind_gives_all_and_the_others_share_the_rest()
    {
        var chosen = QuestionSelection.Choose(Samples(100), new QuestionSelectionOptions { PerTask = 65 });
        var kinds = chosen.Where(question => question.Task == SampleTask.Question).CountBy(question => question.Kind!).ToDictionary();

        Assert.Equal(5, kinds["rare"]);
        Assert.Equal([30, 30], [kinds["what"], kinds["where"]]);
        Assert.Equal(65, chosen.Count(question => question.Task == SampleTask.Caption));
    }

    /// <summary>Questions about one sample stand together, each asked once, and another seed asks about others.</summary>
    [Fact]
    public void Choose_questions_of_a_sample_stand_together_once()
    {
        var chosen = QuestionSelection.Choose(Samples(100), new QuestionSelectionOptions { PerTask = 30 });
        var other = QuestionSelection.Choose(Samples(100), new QuestionSelectionOptions { PerTask = 30, Seed = 1 });

        var runs = chosen.Zip(chosen.Skip(1)).Count(pair => pair.First.SampleId != pair.Second.SampleId) + 1;
        Assert.Equal(chosen.Select(question => question.SampleId).Distinct().Count(), runs);
        Assert.Equal(chosen.Count, chosen.Select(question => (question.SampleId, question.Turn)).Distinct().Count());
        Assert.NotEqual(chosen, other);
    }

    /// <summary>Only wanted tasks are asked; a caption is asked with the prompt of training; a box without its box is no question.</summary>
    [Fact]
    public void Choose_tasks_asks_only_those()
    {
        var record = new SampleRecord { Id = "a", Caption = "a dog", Turns = [new(SampleTask.Box, "where?", "x"), new(SampleTask.Text, "read", "stop")] };
        var all = QuestionSelection.Choose([("a", record)], new QuestionSelectionOptions { CaptionPrompt = "Describe." });
        var text = QuestionSelection.Choose([("a", record)], new QuestionSelectionOptions { Tasks = [SampleTask.Text] });

        Assert.Equal([("Describe.", "a dog", -1), ("read", "stop", 1)], all.Select(question => (question.Prompt, question.Expected, question.Turn)));
        Assert.Equal(["read"], text.Select(question => question.Prompt));
    }

    private static IEnumerable<(string, SampleRecord)> Samples(int count) => Enumerable.Range(0, count).Select(i => ($"scenes/0/{i}", new SampleRecord
    {
        Id = $"{i}",
        Caption = $"caption {i}",
        Turns =
        [
            new(SampleTask.Question, $"what {i}", "a") { Kind = "what" },
            new(SampleTask.Question, $"where {i}", "b") { Kind = "where" },
            .. i % 20 == 0 ? new[] { new SampleTurn(SampleTask.Question, $"rare {i}", "c") { Kind = "rare" } } : [],
        ],
    }));
}
