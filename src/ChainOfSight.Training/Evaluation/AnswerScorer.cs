using ChainOfSight.Data.Samples;
using ChainOfSight.Training.Evaluation.Measures;

namespace ChainOfSight.Training.Evaluation;

/// <summary>
/// Scores the answers of an evaluation: per task over all questions, and per kind of question, each with standard error,
/// chance level and distance from it. A pure function of questions and answers.
/// </summary>
public static class AnswerScorer
{
    /// <summary>Scores answers.</summary>
    /// <param name="answers">Questions with what the model said; any order, at most one answer per question.</param>
    /// <returns>
    /// The answers with their scores in the given order; and rows ordered by task, the row over all kinds before those of single kinds. A task
    /// whose questions have no kind, or only one, has no rows of kinds.
    /// </returns>
    public static (IReadOnlyList<ScoredAnswer> Answers, IReadOnlyList<TaskScore> Tasks) Score(
        IReadOnlyList<(EvaluationQuestion Question, string Answer)> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var scored = new ScoredAnswer[answers.Count];
        var rows = new List<TaskScore>();
        foreach (var task in Enumerable.Range(0, answers.Count).GroupBy(i => answers[i].Question.Task).OrderBy(group => group.Key))
        {
            EvaluationQuestion[] questions = [.. task.Select(i => answers[i].Question)];
            var measures = TaskMeasures.For(task.Key, questions);
            var boxes = task.Key == SampleTask.Box ? BoxAnswer.Of(questions) : null;
            foreach (var i in task)
            {
                scored[i] = Score(answers[i].Question, answers[i].Answer, measures, boxes);
            }

            rows.AddRange(Rows(task.Key, [.. task.Select(i => scored[i])], measures));
        }

        return (scored, rows);
    }

    private static ScoredAnswer Score(EvaluationQuestion question, string answer, IReadOnlyList<IMeasure> measures, BoxAnswer? boxes) => new()
    {
        Question = question,
        Answer = answer,
        Box = boxes is not null && boxes.TryRead(answer, out var box) ? box : null,
        Scores = measures.ToDictionary(measure => measure.Name, measure => measure.Score(question, answer)),
    };

    private static List<TaskScore> Rows(SampleTask task, IReadOnlyList<ScoredAnswer> answers, IReadOnlyList<IMeasure> measures)
    {
        var kinds = answers.GroupBy(answer => answer.Question.Kind).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        var rows = kinds.Select(kind => Row(task, kind.Key, [.. kind], measures)).ToList();
        var whole = kinds.Count == 1 ? rows[0] with { Kind = null } : Whole(task, answers, rows, measures);
        return kinds.Count == 1 ? [whole] : [whole, .. rows];
    }

    private static TaskScore Row(SampleTask task, string? kind, IReadOnlyList<ScoredAnswer> answers, IReadOnlyList<IMeasure> measures) =>
        Row(task, kind, answers, measures.Select(measure =>
        {
            var constant = measure.BestConstant([.. answers.Select(answer => answer.Question)]);
            return Figure(measure, answers, constant.Score, constant.Answer);
        }));

    private static TaskScore Whole(
        SampleTask task, IReadOnlyList<ScoredAnswer> answers, IReadOnlyList<TaskScore> kinds, IReadOnlyList<IMeasure> measures) =>
        Row(task, null, answers, measures.Select((measure, m) =>
        {
            var chance = kinds.Sum(kind => kind.Count * kind.Measures[m].Chance) / answers.Count;
            return Figure(measure, answers, chance, constant: null);
        }));

    private static TaskScore Row(SampleTask task, string? kind, IReadOnlyList<ScoredAnswer> answers, IEnumerable<MeasureScore> measures) => new()
    {
        Task = task,
        Kind = kind,
        Count = answers.Count,
        Unreadable = task == SampleTask.Box ? answers.Count(answer => answer.Box is null) : 0,
        Measures = [.. measures],
    };

    private static MeasureScore Figure(IMeasure measure, IReadOnlyList<ScoredAnswer> answers, double chance, string? constant)
    {
        var scores = answers.Select(answer => answer.Scores[measure.Name]).ToList();
        var score = scores.Average();
        var error = measure.IsShare ? Uncertainty.OfShare(scores.Count(value => value > 0), scores.Count) : Uncertainty.OfMean(scores);
        return new MeasureScore
        {
            Measure = measure.Name,
            Score = score,
            StandardError = error,
            Chance = chance,
            ChanceAnswer = constant,
            Z = (score - chance) / error,
        };
    }
}
