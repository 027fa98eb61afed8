using System.Text.Json;
using System.Text.Json.Serialization;
using ChainOfSight.Grains.Contracts.Clusters;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Training.Progress;

namespace ChainOfSight.Cli.Watching;

/// <summary>What a live view knows: the newest of each kind, and the last lines. Filled by several tasks, read by the one that draws.</summary>
internal sealed class WatchState
{
    private const int LinesKept = 8;
    private const int CurveWidth = 60;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly Lock gate = new();
    private readonly Queue<string> lines = [];
    private RunView? run;
    private ClusterView? cluster;
    private StepDone? step;
    private LossCurve curve = new(CurveWidth);
    private IReadOnlyList<string> stages = [];
    private IReadOnlyList<ReplicaView> replicas = [];
    private string? fault;

    /// <summary>Reads the event of a line; null where this program does not know its kind.</summary>
    public static RunEvent? Read(RunLine line)
    {
        try
        {
            return JsonSerializer.Deserialize<RunEvent>(line.Json, Options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Takes a line of the run.</summary>
    public void Take(RunLine line)
    {
        var happened = Read(line);
        lock (gate)
        {
            switch (happened)
            {
                case RunStarted started:
                    stages = started.Stages;
                    break;
                case StageStarted:
                    curve = new LossCurve(CurveWidth);
                    break;
                case StepDone done:
                    step = done;
                    curve.Add(done.Loss ?? double.NaN);
                    break;
            }

            if ((happened is null ? line.Json : EventWords.Of(happened)) is { } told)
            {
                lines.Enqueue(told);
                if (lines.Count > LinesKept)
                {
                    lines.Dequeue();
                }
            }
        }
    }

    /// <summary>Takes a look at run and cluster.</summary>
    public void Take(RunView seen, ClusterView silos, IReadOnlyList<ReplicaView> working)
    {
        lock (gate)
        {
            (run, cluster, replicas, fault) = (seen, silos, working, null);
        }
    }

    /// <summary>Takes why nothing could be seen; what was seen last stays.</summary>
    public void Take(Exception unreachable)
    {
        lock (gate)
        {
            fault = unreachable.Message;
        }
    }

    /// <summary>All of it as it is now.</summary>
    public WatchPicture Picture()
    {
        lock (gate)
        {
            return new WatchPicture(run, cluster, replicas, stages, step, curve.Draw(), [.. lines], fault);
        }
    }
}
