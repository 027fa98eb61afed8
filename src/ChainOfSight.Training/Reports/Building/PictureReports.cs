using ChainOfSight.Models.Resampling;
using ChainOfSight.Training.Evaluation;
using ChainOfSight.Training.Reports.Model;

namespace ChainOfSight.Training.Reports.Building;

/// <summary>Joins kept pictures with what was asked and said about them.</summary>
internal static class PictureReports
{
    // More questions than this make a card that nobody reads.
    private const int MostQuestions = 6;

    public static IReadOnlyList<PictureReport> Of(RunMaterial run, IReadOnlyList<EvaluationReport> columns, ResamplerLayout? layout) =>
        [.. run.Pictures.Select(picture => new PictureReport
        {
            SampleId = picture.SampleId,
            Description = picture.Description,
            File = picture.File,
            MediaType = picture.MediaType,
            Layout = layout,
            Questions = Questions(picture.SampleId, [.. columns.Where(column => column.Result.Set == picture.Set)]),
        }).Where(picture => picture.Questions.Count > 0)];

    private static List<PictureQuestion> Questions(string sample, IReadOnlyList<EvaluationReport> columns)
    {
        var answers = columns.Select(column => (column.Label, ByTurn: Answers(column.Result, sample))).ToList();
        return [.. answers.SelectMany(column => column.ByTurn.Values)
            .DistinctBy(answer => answer.Question.Turn)
            .OrderBy(answer => answer.Question.Turn)
            .Select(answer => answer.Question)
            .GroupBy(question => (question.Task, question.Kind))
            .Select(kind => kind.First())
            .Take(MostQuestions)
            .Select(question => new PictureQuestion
            {
                Task = question.Task,
                Prompt = question.Prompt,
                Expected = question.Expected,
                Box = question.Box,
                Answers = [.. answers.Where(column => column.ByTurn.ContainsKey(question.Turn)).Select(column => Said(column.Label, column.ByTurn[question.Turn]))],
            })];
    }

    private static Dictionary<int, ScoredAnswer> Answers(EvaluationResult result, string sample) =>
        result.Answers.Where(answer => answer.Question.SampleId == sample).ToDictionary(answer => answer.Question.Turn);

    private static PictureAnswer Said(string label, ScoredAnswer answer)
    {
        // Partly right is what the second measure sees in an answer that the first calls wrong.
        var measures = MeasureName.Of(answer.Question.Task);
        var right = answer.Scores[measures[0]];
        return new PictureAnswer(label, answer.Answer, right >= 1 ? 1 : answer.Scores[measures[^1]] / MeasureName.Highest(measures[^1]), answer.Box);
    }
}
