using System.Text.Json;
using ChainOfSight.Storage;

namespace ChainOfSight.Training.Runs.Metrics;

/// <summary>Reads the curves of a run.</summary>
public static class MetricsReader
{
    /// <summary>
    /// All lines that count, ordered by stage and step. Steps that were repeated after a return to a checkpoint appear once, as the newest
    /// generation computed them; unreadable lines are passed over.
    /// </summary>
    /// <param name="store">The store of the run.</param>
    /// <param name="run">Name of the run.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<StepMetric>> ReadAsync(IBlobStore store, string run, CancellationToken cancellationToken = default)
    {
        var newest = new Dictionary<(int Stage, long Step, bool HeldOut), StepMetric>();
        var ends = new List<StepMetric>();
        await foreach (var item in store.ListAsync(RunFiles.Metrics(run), cancellationToken).ConfigureAwait(false))
        {
            var (bytes, _) = await store.ReadAsync(item.Name, cancellationToken: cancellationToken).ConfigureAwait(false);
            foreach (var metric in Lines(bytes))
            {
                if (metric.IsEnd == true)
                {
                    ends.Add(metric);
                    continue;
                }

                var key = (metric.StageIndex, metric.Step, metric.HeldOutLoss is not null);
                if (!newest.TryGetValue(key, out var known) || known.Generation <= metric.Generation)
                {
                    newest[key] = metric;
                }
            }
        }

        var counted = newest.Values.Where(metric => !ends.Exists(end => end.StageIndex == metric.StageIndex && end.Step < metric.Step && end.Generation > metric.Generation));
        return [.. counted.OrderBy(metric => metric.StageIndex).ThenBy(metric => metric.Step).ThenBy(metric => metric.HeldOutLoss is not null)];
    }

    private static IEnumerable<StepMetric> Lines(byte[] bytes)
    {
        foreach (var line in System.Text.Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            StepMetric? metric = null;
            try
            {
                metric = JsonSerializer.Deserialize<StepMetric>(line, MetricsLog.Json);
            }
            catch (JsonException)
            {
                // A line of another version of the program: the curve has a gap there, the run is none the worse.
            }

            if (metric is not null)
            {
                yield return metric;
            }
        }
    }
}
