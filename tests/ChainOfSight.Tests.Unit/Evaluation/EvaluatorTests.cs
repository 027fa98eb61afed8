using ChainOfSight.Data.Images;
using ChainOfSight.Data.Images.Encoding;
using ChainOfSight.Data.Samples;
using ChainOfSight.Training.Evaluation;

namespace ChainOfSight.Tests.Unit.Evaluation;

public sealed class EvaluatorTests
{
    /// <summary>Every question is asked once, those of an image in one batch with one image object, and answers meet their questions.</summary>
    [Fact]
    public async Task EvaluateAsync_questions_of_shared_images_are_answered_in_batches()
    {
        var questions = Enumerable.Range(0, 30).Select(i => Ask($"s{i / 3}", i % 3, $"{i}", i == 7 ? "other" : $"{i}")).ToList();
        var model = new EchoModel();

        var result = await new Evaluator(model, TimeProvider.System, batch: 8).EvaluateAsync("set", questions, Samples(questions), CancellationToken.None);

        Assert.Equal(questions, result.Answers.Select(answer => answer.Question));
        Assert.Equal(29.0 / 30, result.Row(SampleTask.Question)!.Measures[0].Score, 12);
        Assert.Equal([6, 6, 6, 6, 6], model.Batches.Select(batch => batch.Count));
        Assert.All(model.Batches, batch => Assert.Equal(2, batch.Select(question => question.Image).Distinct().Count()));
    }

    /// <summary>A sample whose image is damaged is left out and named; the others are asked.</summary>
    [Fact]
    public async Task EvaluateAsync_damaged_image_is_skipped_and_named()
    {
        var questions = new[] { Ask("good", 0, "1", "1"), Ask("bad", 0, "2", "2"), Ask("fine", 0, "3", "3") };
        var samples = Samples(questions);
        samples["bad"] = new HeldOutSample("bad", new SampleRecord { Id = "bad" }, _ => Task.FromResult<ReadOnlyMemory<byte>>(new byte[] { 1, 2, 3 }));

        var result = await new Evaluator(new EchoModel(), TimeProvider.System).EvaluateAsync("set", questions, samples, CancellationToken.None);

        Assert.Equal(["good", "fine"], result.Answers.Select(answer => answer.Question.SampleId));
        Assert.Equal("bad", Assert.Single(result.Skipped).SampleId);
    }

    /// <summary>No questions give an empty result, not a fault.</summary>
    [Fact]
    public async Task EvaluateAsync_without_questions_is_empty()
    {
        var result = await new Evaluator(new EchoModel(), TimeProvider.System).EvaluateAsync("set", [], new Dictionary<string, HeldOutSample>(), CancellationToken.None);
        Assert.Empty(result.Tasks);
    }

    private static EvaluationQuestion Ask(string sample, int turn, string prompt, string expected) =>
        new() { SampleId = sample, Turn = turn, Task = SampleTask.Question, Prompt = prompt, Expected = expected };

    private static Dictionary<string, HeldOutSample> Samples(IEnumerable<EvaluationQuestion> questions)
    {
        ReadOnlyMemory<byte> file = PngEncoder.Encode(PixelImage.Filled(4, 4, RgbColour.White));
        return questions.Select(question => question.SampleId).Distinct().ToDictionary(id => id, id => new HeldOutSample(id, new SampleRecord { Id = id }, _ => Task.FromResult(file)));
    }

    private sealed class EchoModel : IImageAnswerer
    {
        public List<IReadOnlyList<ImageQuestion>> Batches { get; } = [];

        public Task<IReadOnlyList<string>> AnswerAsync(IReadOnlyList<ImageQuestion> questions, CancellationToken cancellationToken)
        {
            Batches.Add(questions);
            return Task.FromResult<IReadOnlyList<string>>([.. questions.Select(question => question.Prompt)]);
        }
    }
}
