using System.Text;
using ChainOfSight.Data.Samples;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Training.Evaluation;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Reports;
using ChainOfSight.Training.Reports.Model;
using ChainOfSight.Training.Runs;

namespace ChainOfSight.Tests.Unit.Evaluation;

public sealed class StageEvaluatorTests(TrainedTinyRun trained) : IClassFixture<TrainedTinyRun>
{
    /// <summary>
    /// A whole run is evaluated after both multimodal stages on the same questions of every task, and again with the same figures when it is trained again.
    /// </summary>
    [Fact]
    public async Task TrainAsync_with_evaluation_asks_the_same_questions_after_each_stage()
    {
        var (store, first) = (trained.Store, trained.Evaluations);
        var second = await TrainedTinyRun.TrainAsync(new MemoryBlobStore());

        Assert.Equal(["pre", "fine"], first.Select(evaluated => evaluated.Stage));
        Assert.Equal([SampleTask.Caption, SampleTask.Question, SampleTask.Text, SampleTask.Box], first[0].Tasks.Select(row => row.Task).Distinct());
        Assert.All(first[0].Tasks.Where(row => row.Kind is null), row => Assert.Equal(8, row.Count));
        var reports = await Task.WhenAll(new[] { "pre", "fine" }.Select(async stage => (await store.ReadAsync(RunFiles.Evaluation("tiny", stage))).Bytes));
        var results = reports.Select(bytes => ReportJson.Read<IReadOnlyList<EvaluationResult>>(bytes, "evaluation")[0]).ToList();
        Assert.Equal(results[0].Answers.Select(answer => answer.Question), results[1].Answers.Select(answer => answer.Question));
        Assert.All(results.SelectMany(result => result.Answers), answer => Assert.True(answer.Answer.Length <= 4, answer.Answer));
        Assert.Equal(first.SelectMany(Figures), second.SelectMany(Figures));
    }

    /// <summary>The report of a run is made from its store alone: stages with curves, the hand-over, both evaluations, pictures with answers, facts.</summary>
    [Fact]
    public async Task WriteAsync_finished_run_reports_all_of_it()
    {
        var store = trained.Store;
        await new RunReporter().WriteAsync(store, "tiny", CancellationToken.None);

        var page = Encoding.UTF8.GetString((await store.ReadAsync(RunFiles.Report("tiny"))).Bytes);
        var report = ReportJson.Read((await store.ReadAsync(ReportFiles.Data("tiny"))).Bytes, "report.json");
        Assert.Equal(page, ReportPage.Render(report));
        Assert.Equal(["words", "eyes", "pre", "fine"], report.Stages.Select(stage => stage.Name));
        Assert.All(report.Stages, stage => Assert.True(stage.Curve.Count > 0 && stage.Samples > 0 && stage.Tokens > 0 && stage.TrainedParameters > 0 && stage.HeldOut.Count > 0, stage.Name));
        var scaling = Assert.Single(report.Scalings);
        Assert.Equal(("few", "many", true), (scaling.Before.Layout.Name, scaling.After.Layout.Name, scaling.Before.ResamplerParameters < scaling.After.ResamplerParameters));
        Assert.Equal([EvaluationRole.Before, EvaluationRole.After], report.Evaluations.Select(column => column.Role));
        Assert.Equal(["before scaling", "after scaling"], report.Evaluations.Select(column => column.Label));
        Assert.Equal(3, report.Pictures.Count);
        Assert.All(report.Pictures, picture => Assert.All(picture.Questions, question => Assert.Equal(2, question.Answers.Count)));
        Assert.Contains(report.Facts.SelectMany(group => group.Facts), fact => fact is { Name: "seed", Value: "3" });
    }

    /// <summary>A run that is its own control has its evaluation a third time, as the control; an unknown one is an error that names it.</summary>
    [Fact]
    public async Task WriteAsync_with_control_run_shows_it_beside()
    {
        var store = trained.Store;
        await new RunReporter(control: "tiny").WriteAsync(store, "tiny", CancellationToken.None);
        var fault = await Assert.ThrowsAsync<ReportException>(() => new RunReporter(control: "other").WriteAsync(store, "tiny", CancellationToken.None));

        var report = ReportJson.Read((await store.ReadAsync(ReportFiles.Data("tiny"))).Bytes, "report.json");
        Assert.Equal([EvaluationRole.Before, EvaluationRole.After, EvaluationRole.Control], report.Evaluations.Select(column => column.Role));
        Assert.Contains("\"other\"", fault.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(SampleTask, string?, string, double)> Figures(StageEvaluated evaluated) =>
        evaluated.Tasks.SelectMany(row => row.Measures.Select(measure => (row.Task, row.Kind, measure.Measure, measure.Score)));
}
