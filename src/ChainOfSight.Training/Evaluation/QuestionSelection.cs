using ChainOfSight.Data.Ordering;
using ChainOfSight.Data.Samples;

namespace ChainOfSight.Training.Evaluation;

/// <summary>
/// Chooses a fixed set of questions. Samples are taken in the order of a hash of their identity, so that the choice depends neither on the
/// order in which they are read nor on what else is in the source; of each sample all turns are taken that are still wanted, so that
/// questions share images.
/// </summary>
public static class QuestionSelection
{
    /// <summary>Chooses questions.</summary>
    /// <param name="samples">Identity and record of each held-out sample.</param>
    /// <param name="options">How many of which.</param>
    /// <returns>Questions, those of one sample next to each other.</returns>
    public static IReadOnlyList<EvaluationQuestion> Choose(IEnumerable<(string Id, SampleRecord Record)> samples, QuestionSelectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(options);
        var candidates = samples
            .OrderBy(sample => KeyedHash.Combine(options.Seed, sample.Id))
            .ThenBy(sample => sample.Id, StringComparer.Ordinal)
            .SelectMany(sample => Turns(sample.Id, sample.Record, options))
            .ToList();
        var left = Quotas(candidates, options.PerTask);
        var chosen = new List<EvaluationQuestion>();
        foreach (var question in candidates)
        {
            var key = (question.Task, question.Kind ?? "");
            if (left[key] > 0)
            {
                left[key]--;
                chosen.Add(question);
            }
        }

        return chosen;
    }

    private static IEnumerable<EvaluationQuestion> Turns(string id, SampleRecord record, QuestionSelectionOptions options)
    {
        IEnumerable<(SampleTurn Turn, int Index)> turns = record.Turns.Select((turn, index) => (turn, index));
        if (record.Caption is { } caption)
        {
            turns = turns.Prepend((new SampleTurn(SampleTask.Caption, options.CaptionPrompt, caption), EvaluationQuestion.CaptionTurn));
        }

        return from entry in turns
               where options.Tasks is null || options.Tasks.Contains(entry.Turn.Task)
               where entry.Turn.Task != SampleTask.Box || entry.Turn.Box is not null
               select new EvaluationQuestion
               {
                   SampleId = id,
                   Turn = entry.Index,
                   Task = entry.Turn.Task,
                   Kind = entry.Turn.Kind,
                   Prompt = entry.Turn.Prompt,
                   Expected = entry.Turn.Answer,
                   Box = entry.Turn.Box,
               };
    }

    // Scarce kinds give what they have; the others share the rest evenly.
    private static Dictionary<(SampleTask Task, string Kind), int> Quotas(IReadOnlyList<EvaluationQuestion> candidates, int perTask)
    {
        var quotas = new Dictionary<(SampleTask, string), int>();
        foreach (var task in candidates.GroupBy(question => question.Task))
        {
            var open = perTask;
            var kinds = task.CountBy(question => question.Kind ?? "").OrderBy(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal).ToList();
            for (var i = 0; i < kinds.Count; i++)
            {
                var share = Math.Min(kinds[i].Value, open / (kinds.Count - i));
                quotas[(task.Key, kinds[i].Key)] = share;
                open -= share;
            }
        }

        return quotas;
    }
}
