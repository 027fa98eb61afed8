using ChainOfSight.Data.Images;

namespace ChainOfSight.Training.Evaluation;

/// <summary>
/// Asks a model every question of a set on its own and scores the answers. Questions about one image go through the model together;
/// while a batch is answered, the images of the next are read.
/// </summary>
/// <param name="answerer">The model.</param>
/// <param name="time">Clock for <see cref="EvaluationResult.Seconds"/>; never part of a score.</param>
/// <param name="batch">Questions per batch, exceeded only to keep those of one image together. Default 48.</param>
public sealed class Evaluator(IImageAnswerer answerer, TimeProvider time, int batch = 48)
{
    /// <summary>Evaluates.</summary>
    /// <param name="set">Name of the set.</param>
    /// <param name="questions">Questions, those of one sample next to each other.</param>
    /// <param name="samples">The samples by identity.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    public async Task<EvaluationResult> EvaluateAsync(
        string set, IReadOnlyList<EvaluationQuestion> questions, IReadOnlyDictionary<string, HeldOutSample> samples, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(questions);
        ArgumentNullException.ThrowIfNull(samples);
        var start = time.GetTimestamp();
        var answers = new List<(EvaluationQuestion, string)>(questions.Count);
        var skipped = new List<SkippedSample>();
        var batches = Batches(questions).ToList();
        var reading = ReadAsync(batches.FirstOrDefault(), samples, skipped, cancellationToken);
        for (var i = 0; i < batches.Count; i++)
        {
            var ready = await reading.ConfigureAwait(false);
            reading = ReadAsync(batches.ElementAtOrDefault(i + 1), samples, skipped, cancellationToken);
            var said = await answerer.AnswerAsync([.. ready.Select(entry => new ImageQuestion(entry.Image, entry.Question.Prompt))], cancellationToken).ConfigureAwait(false);
            answers.AddRange(ready.Zip(said, (entry, answer) => (entry.Question, answer)));
        }

        var (scored, rows) = AnswerScorer.Score(answers);
        return new EvaluationResult { Set = set, Answers = scored, Tasks = rows, Skipped = skipped, Seconds = time.GetElapsedTime(start).TotalSeconds };
    }

    private IEnumerable<List<EvaluationQuestion>> Batches(IReadOnlyList<EvaluationQuestion> questions)
    {
        var current = new List<EvaluationQuestion>();
        foreach (var sample in questions.GroupBy(question => question.SampleId))
        {
            if (current.Count > 0 && current.Count + sample.Count() > batch)
            {
                yield return current;
                current = [];
            }

            current.AddRange(sample);
        }

        if (current.Count > 0)
        {
            yield return current;
        }
    }

    private static async Task<List<(EvaluationQuestion Question, PixelImage Image)>> ReadAsync(
        List<EvaluationQuestion>? questions, IReadOnlyDictionary<string, HeldOutSample> samples, List<SkippedSample> skipped, CancellationToken cancellationToken)
    {
        // Decoding must not hold up the batch that the caller is about to start.
        await Task.Yield();
        var ready = new List<(EvaluationQuestion, PixelImage)>();
        foreach (var sample in (questions ?? []).GroupBy(question => question.SampleId))
        {
            try
            {
                var image = ImageDecoder.Decode((await samples[sample.Key].ReadImage(cancellationToken).ConfigureAwait(false)).Span, ImageLimits.Default);
                ready.AddRange(sample.Select(question => (question, image)));
            }
            catch (ImageDecodeException fault)
            {
                skipped.Add(new SkippedSample(sample.Key, fault.Reason));
            }
        }

        return ready;
    }
}
