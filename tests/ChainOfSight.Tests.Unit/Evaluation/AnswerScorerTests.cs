using ChainOfSight.Data.Samples;
using ChainOfSight.Training.Evaluation;

namespace ChainOfSight.Tests.Unit.Evaluation;

public sealed class AnswerScorerTests
{
    /// <summary>Chance is the share of the most frequent answer per kind, and z counts standard errors above it.</summary>
    [Fact]
    public void Score_questions_of_two_kinds_gives_chance_per_kind_and_weighted_for_all()
    {
        (EvaluationQuestion, string)[] answers =
        [
            .. Enumerable.Range(0, 6).Select(i => (Ask(i, "yes-no", i < 4 ? "yes" : "no"), i < 5 ? (i < 4 ? "Yes." : "no") : "yes")),
            .. Enumerable.Range(6, 4).Select(i => (Ask(i, "count", $"{i}"), i < 8 ? $"{i}" : "0")),
        ];

        var rows = AnswerScorer.Score(answers).Tasks;

        Assert.Equal([null, "count", "yes-no"], rows.Select(row => row.Kind));
        var (all, count, yesNo) = (rows[0].Measures[0], rows[1].Measures[0], rows[2].Measures[0]);
        Assert.Equal((10, 0.7), (rows[0].Count, all.Score));
        Assert.Equal(0.25, count.Chance);
        Assert.Equal(("yes", 4.0 / 6), (yesNo.ChanceAnswer, yesNo.Chance));
        Assert.Equal((4 * 0.25 + 6 * (4.0 / 6)) / 10, all.Chance, 12);
        Assert.Equal(Math.Sqrt(0.5 * 0.5 / 4), count.StandardError!.Value, 12);
        Assert.Equal(1, count.Z!.Value, 12);
    }

    /// <summary>Always saying the best constant answer scores exactly chance, for every measure of every task.</summary>
    [Theory]
    [InlineData(SampleTask.Caption)]
    [InlineData(SampleTask.Question)]
    [InlineData(SampleTask.Text)]
    [InlineData(SampleTask.Box)]
    public void Score_best_constant_answer_equals_chance(SampleTask task)
    {
        string[] texts = ["a dog", "a dog on a table", "a cat", "a dog", "a bird on a table in the sun", "a cart"];
        var questions = texts.Select((text, i) => Ask(i, null, text) with
        {
            Task = task,
            Box = new LabelledBox("", 0, 0.125 * (i % 2), 0.5, 0.5),
        }).ToList();
        var rows = AnswerScorer.Score([.. questions.Select(question => (question, ""))]).Tasks;

        foreach (var measure in Assert.Single(rows).Measures)
        {
            var constant = AnswerScorer.Score([.. questions.Select(question => (question, measure.ChanceAnswer!))]).Tasks[0];
            Assert.Equal(measure.Chance, constant.Measures.Single(other => other.Measure == measure.Measure).Score, 9);
            Assert.True(measure.Chance > 0, measure.Measure);
        }
    }

    /// <summary>A box that cannot be read is wrong, and is counted.</summary>
    [Fact]
    public void Score_unreadable_box_counts_as_wrong_and_is_counted()
    {
        var question = Ask(0, null, "") with { Task = SampleTask.Box, Box = new LabelledBox("", 0.1, 0.1, 0.6, 0.6) };
        var (answers, rows) = AnswerScorer.Score([(question, "[0.1, 0.1, 0.6, 0.6]"), (question with { Turn = 1 }, "no box")]);

        Assert.Equal((2, 1), (rows[0].Count, rows[0].Unreadable));
        Assert.Equal([0.5, 0.5], rows[0].Measures.Select(measure => measure.Score));
        Assert.Equal((true, false), (answers[0].Box is not null, answers[1].Box is not null));
    }

    /// <summary>Changes are paired by question, whatever the order and whatever only one side was asked.</summary>
    [Fact]
    public void Between_results_of_shuffled_questions_pairs_them()
    {
        var before = Result([(Ask(0, "count", "1"), "1"), (Ask(1, "count", "2"), "1"), (Ask(2, "count", "3"), "1"), (Ask(9, "count", "3"), "1")]);
        var after = Result([(Ask(2, "count", "3"), "3"), (Ask(1, "count", "2"), "2"), (Ask(0, "count", "1"), "4")]);

        var change = PairedChange.Between(before, after, SampleTask.Question, "count", MeasureName.Accuracy)!;

        Assert.Equal((3, 1.0 / 3), (change.Count, change.Difference));
        Assert.Equal(2.0 / 3, change.StandardError!.Value, 12);
        Assert.Null(PairedChange.Between(before, after, SampleTask.Question, "where", MeasureName.Accuracy));
    }

    private static EvaluationResult Result((EvaluationQuestion, string)[] answers)
    {
        var (scored, rows) = AnswerScorer.Score(answers);
        return new EvaluationResult { Set = "held-out", Answers = scored, Tasks = rows };
    }

    private static EvaluationQuestion Ask(int id, string? kind, string expected) => new()
    {
        SampleId = $"scenes/0/{id}",
        Turn = 0,
        Task = SampleTask.Question,
        Kind = kind,
        Prompt = "?",
        Expected = expected,
    };
}
