using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChainOfSight.Training.Runs;

/// <summary>A process that trains a run, alone or for a cluster.</summary>
/// <param name="Id">Random per process and run.</param>
/// <param name="Machine">Name of its machine.</param>
/// <param name="Process">Its number there.</param>
public sealed record RunHolder(string Id, string Machine, int Process)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    /// <summary>The cluster for which it does; null = it is alone.</summary>
    public string? Cluster { get; init; }

    /// <summary>Since when the run is in these hands, by their clock; null where that was not written.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Name for people.</summary>
    [JsonIgnore]
    public string Title => (Cluster is null ? $"process {Process} on {Machine}" : $"the cluster \"{Cluster}\" (process {Process} on {Machine})") + (Since is { } since ? $" since {since:u}" : "");

    /// <summary>Whether it is known at once that the process is gone; false where that takes a look at its signs of life. A cluster outlives its processes.</summary>
    [JsonIgnore]
    public bool IsGone => Cluster is null && Machine == Environment.MachineName && !IsRunning(Process);

    /// <summary>Whether it may take a run from the other's hands at once: within a cluster the record of the run decides who trains.</summary>
    public bool Succeeds(RunHolder other) => Cluster is not null && Cluster == other?.Cluster;

    /// <summary>This process.</summary>
    public static RunHolder OfThisProcess() => new(Guid.NewGuid().ToString("n"), Environment.MachineName, Environment.ProcessId);

    /// <summary>Reads one.</summary>
    /// <exception cref="JsonException">It is no holder.</exception>
    public static RunHolder Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<RunHolder>(json, Options) ?? throw new JsonException("It is empty.");

    /// <summary>Writes it down.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    private static bool IsRunning(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
