using System.Text.Json;
using System.Text.Json.Serialization;
using ChainOfSight.Storage;

namespace ChainOfSight.Training.Runs.Metrics;

/// <summary>
/// Appends metrics to JSON-lines segments in the store: a segment is one blob, written once, named by its first step and generation.
/// </summary>
/// <param name="store">The store of the run.</param>
/// <param name="run">Name of the run.</param>
/// <param name="time">Clock for how old a line may get before it is written.</param>
public sealed class MetricsLog(IBlobStore store, string run, TimeProvider time)
{
    private static readonly TimeSpan LongestAge = TimeSpan.FromSeconds(15);
    private readonly List<StepMetric> waiting = [];
    private long oldest;

    internal static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Takes a line; writes what waits where the oldest of it is older than 15 seconds.</summary>
    public async Task AppendAsync(StepMetric metric, CancellationToken cancellationToken)
    {
        if (waiting.Count > 0 && waiting[0].StageIndex != metric.StageIndex)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        if (waiting.Count == 0)
        {
            oldest = time.GetTimestamp();
        }

        waiting.Add(metric);
        if (time.GetElapsedTime(oldest) > LongestAge)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes what waits.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (waiting.Count == 0)
        {
            return;
        }

        using var lines = new MemoryStream();
        foreach (var metric in waiting)
        {
            await JsonSerializer.SerializeAsync(lines, metric, Json, cancellationToken).ConfigureAwait(false);
            lines.WriteByte((byte)'\n');
        }

        var first = waiting[0];
        await store.WriteAsync(
            await FreeNameAsync(first, cancellationToken).ConfigureAwait(false), lines.ToArray(), BlobCondition.IfAbsent, cancellationToken).ConfigureAwait(false);
        waiting.Clear();
    }

    private async Task<string> FreeNameAsync(StepMetric first, CancellationToken cancellationToken)
    {
        // A held-out loss can follow a step in a segment of its own with the same first step.
        var name = RunFiles.MetricsSegment(run, first.StageIndex, first.Step, first.Generation);
        for (var part = 1; await store.FindAsync(name, cancellationToken).ConfigureAwait(false) is not null; part++)
        {
            name = RunFiles.MetricsSegment(run, first.StageIndex, first.Step, first.Generation).Replace(".jsonl", $"-{part}.jsonl", StringComparison.Ordinal);
        }

        return name;
    }
}
