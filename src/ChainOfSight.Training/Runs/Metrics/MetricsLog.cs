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
/// <remarks>For callers on one scheduler, such as a grain: calls may overlap where they wait for the store, and no line is lost or written in two segments by that.</remarks>
public sealed class MetricsLog(IBlobStore store, string run, TimeProvider time)
{
    private static readonly TimeSpan LongestAge = TimeSpan.FromSeconds(15);
    private const int MostWaiting = 256;
    private readonly List<StepMetric> waiting = [];
    private Task writing = Task.CompletedTask;
    private long oldest;

    internal static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Lines that are not in the store yet.</summary>
    public IReadOnlyList<StepMetric> Waiting => waiting;

    /// <summary>Takes a line; writes what waits where the oldest of it is older than 15 seconds, of another stage, or at every 256th.</summary>
    public async Task AppendAsync(StepMetric metric, CancellationToken cancellationToken)
    {
        Add(metric);
        if (time.GetElapsedTime(oldest) > LongestAge || waiting[0].StageIndex != metric.StageIndex || waiting.Count % MostWaiting == 0)
        {
            // Where the store fails the lines stay, and are not tried again at every step.
            oldest = time.GetTimestamp();
            await FlushAsync(cancellationToken);
        }
    }

    /// <summary>Takes a line without writing anything.</summary>
    public void Add(StepMetric metric)
    {
        if (waiting.Count == 0)
        {
            oldest = time.GetTimestamp();
        }

        waiting.Add(metric);
    }

    /// <summary>Writes what waits; where the store fails it goes on waiting.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => writing = FlushAsync(writing, cancellationToken);

    private async Task FlushAsync(Task before, CancellationToken cancellationToken)
    {
        try
        {
            await before;
        }
        catch (Exception)
        {
            // Whoever asked for it knows; its lines wait still and are written now.
        }

        while (waiting.Count > 0)
        {
            var segment = waiting.TakeWhile(metric => metric.StageIndex == waiting[0].StageIndex).ToList();
            await WriteAsync(segment, cancellationToken);
            waiting.RemoveRange(0, segment.Count);
        }
    }

    private async Task WriteAsync(List<StepMetric> segment, CancellationToken cancellationToken)
    {
        using var lines = new MemoryStream();
        foreach (var metric in segment)
        {
            JsonSerializer.Serialize(lines, metric, Json);
            lines.WriteByte((byte)'\n');
        }

        while (true)
        {
            try
            {
                await store.WriteAsync(await FreeNameAsync(segment[0], cancellationToken), lines.ToArray(), BlobCondition.IfAbsent, cancellationToken);
                return;
            }
            catch (BlobConditionFailedException)
            {
                // Another writer of this run took the name meanwhile.
            }
        }
    }

    private async Task<string> FreeNameAsync(StepMetric first, CancellationToken cancellationToken)
    {
        // A held-out loss can follow a step in a segment of its own with the same first step.
        var name = RunFiles.MetricsSegment(run, first.StageIndex, first.Step, first.Generation);
        for (var part = 1; await store.FindAsync(name, cancellationToken) is not null; part++)
        {
            name = RunFiles.MetricsSegment(run, first.StageIndex, first.Step, first.Generation).Replace(".jsonl", $"-{part}.jsonl", StringComparison.Ordinal);
        }

        return name;
    }
}
